package restyle.models.runtime;

import java.util.Arrays;
import restyle.models.graph.ModelException;

/** Counts and checks elements of tensors that Java can address as one buffer. */
final class Elements {

    private Elements() {}

    /**
     * Counts the elements of a shape, at most what a buffer of 8-byte elements can hold.
     *
     * @throws ModelException if there are more, which what users ask for decides
     */
    static int count(long... shape) {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (count < 0 || count > Integer.MAX_VALUE / Long.BYTES) {
            throw new ModelException("a tensor of shape " + Arrays.toString(shape)
                    + " is too large to pass between Java and a network; use a smaller --size or a shorter --context");
        }
        return (int) count;
    }

    static void check(int found, long... shape) {
        if (found != count(shape)) {
            throw new IllegalArgumentException(
                    "%d values do not fill the shape %s".formatted(found, Arrays.toString(shape)));
        }
    }
}
