package restyle.models.weights;

import java.util.Arrays;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;

/**
 * A tensor in a file: where it is and how it is stored, not its values.
 *
 * @param name what the file calls it
 * @param type element type
 * @param shape sizes of the axes, outermost first; row-major without gaps
 * @param region its bytes
 */
public record StoredTensor(String name, StoredType type, long[] shape, FileRegion region) {

    /** Number of elements. */
    public long count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Size along one axis. */
    public long dim(int axis) {
        return shape[axis];
    }

    /** The error that this tensor is not what its use needs. */
    ModelException unfit(String expected) {
        return new ModelException("%s: tensor %s should be %s, found %s%s"
                .formatted(region.file(), name, expected, type, Arrays.toString(shape)));
    }

    /** Name, type and shape, as messages show it. */
    @Override
    public String toString() {
        return name + " " + type + Arrays.toString(shape);
    }
}
