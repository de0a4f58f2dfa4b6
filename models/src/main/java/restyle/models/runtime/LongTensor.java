package restyle.models.runtime;

import java.util.Arrays;

/**
 * A small tensor of whole numbers, such as token ids or a timestep.
 *
 * @param values row-major
 * @param shape sizes of the axes
 */
public record LongTensor(long[] values, long[] shape) implements HostTensor {

    public LongTensor {
        Elements.check(values.length, shape);
    }

    /** Returns a vector. */
    public static LongTensor of(long... values) {
        return new LongTensor(values, new long[] {values.length});
    }

    @Override
    public String toString() {
        return "int64" + Arrays.toString(shape);
    }
}
