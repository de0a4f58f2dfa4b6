package restyle.models.check.run;

import restyle.models.runtime.FloatTensor;

/** Tensors whose axes of size 1 stand for more. */
final class Broadcasting {

    private Broadcasting() {}

    /** Repeats axes of size 1; a tensor that does not fit the shape otherwise is left as it is, for the network to refuse. */
    static FloatTensor to(FloatTensor tensor, long... shape) {
        long[] from = tensor.shape();
        boolean fits = from.length == shape.length;
        boolean same = fits;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            same &= from[axis] == shape[axis];
            fits = from[axis] == shape[axis] || from[axis] == 1;
        }
        if (!fits || same) {
            return tensor;
        }
        FloatTensor result = FloatTensor.zeros(shape);
        for (int i = 0; i < result.count(); i++) {
            result.data().put(i, tensor.data().get(source(i, from, shape)));
        }
        return result;
    }

    private static int source(int index, long[] from, long[] shape) {
        long source = 0;
        long step = 1;
        long rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            source += from[axis] == 1 ? 0 : rest % shape[axis] * step;
            rest /= shape[axis];
            step *= from[axis];
        }
        return (int) source;
    }
}
