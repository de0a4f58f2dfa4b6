package restyle.models.weights;

import java.util.Arrays;
import restyle.models.graph.DType;
import restyle.models.graph.FileRegion;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;

/**
 * A tensor in a file: where it is and how it is stored, not its values.
 *
 * @param name what the file calls it
 * @param type element type
 * @param shape sizes of the axes, outermost first; row-major without gaps
 * @param region its bytes
 */
public record StoredTensor(String name, StoredType type, long[] shape, FileRegion region) {

    /** Returns the number of elements. */
    public long count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Returns the size along one axis. */
    public long dim(int axis) {
        return shape[axis];
    }

    /** Returns the part {@code from} (inclusive) to {@code to} (exclusive) of the first axis. */
    public StoredTensor rows(long from, long to) {
        long row = region.length() / shape[0];
        long[] part = shape.clone();
        part[0] = to - from;
        return new StoredTensor(
                name, type, part, new FileRegion(region.file(), region.offset() + from * row, (to - from) * row));
    }

    /**
     * Adds the values to a graph, as float32.
     *
     * @param as any shape of as many elements
     * @throws ModelException if networks cannot compute with the type
     */
    public Tensor in(Graph graph, long... as) {
        DType dtype = type.dtype().orElseThrow(() -> unfit("of a float type"));
        return graph.asItLies(graph.weight(name, dtype, as, region)).cast(DType.FLOAT);
    }

    /**
     * Adds the values to a graph as a matrix, float32: the first axis makes the rows, all others the columns.
     *
     * @throws ModelException if networks cannot compute with the type
     */
    public Tensor rows(Graph graph) {
        long rows = shape.length == 0 ? 1 : shape[0];
        return in(graph, rows, rows == 0 ? 0 : count() / rows);
    }

    /** Returns the error that this tensor is not what its use needs. */
    public ModelException unfit(String expected) {
        return new ModelException("%s: tensor %s should be %s, found %s%s"
                .formatted(region.file(), name, expected, type, Arrays.toString(shape)));
    }

    /** Returns name, type and shape, as messages show it. */
    @Override
    public String toString() {
        return name + " " + type + Arrays.toString(shape);
    }
}
