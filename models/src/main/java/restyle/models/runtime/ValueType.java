package restyle.models.runtime;

import java.util.Arrays;
import restyle.models.graph.DType;

/**
 * What a network takes or gives under one name.
 *
 * @param dtype element type
 * @param shape sizes of the axes, -1 where any size goes
 */
public record ValueType(DType dtype, long[] shape) {

    /** Returns whether a tensor of this shape may be given. */
    public boolean accepts(long... found) {
        if (found.length != shape.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] != -1 && shape[i] != found[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether every size is known. */
    public boolean isConcrete() {
        return Arrays.stream(shape).allMatch(size -> size >= 0);
    }

    @Override
    public String toString() {
        return dtype + Arrays.toString(shape);
    }
}
