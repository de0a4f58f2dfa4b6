package restyle.models.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A float32 tensor outside the Java heap, which networks read and write without a copy. Its memory comes zeroed and is freed with the
 * object, so a loop reuses one tensor rather than making many.
 */
public final class FloatTensor implements HostTensor {
    /** Elements that Java works on at a time: in an array, loops are vector instructions, in a buffer they are not. */
    private static final int PART = 4096;

    /** Bits of infinity: those of every number are fewer. */
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private final long[] shape;
    private final FloatBuffer data;

    private FloatTensor(FloatBuffer data, long... shape) {
        Elements.check(data.remaining(), shape);
        this.shape = shape.clone();
        this.data = data;
    }

    public static FloatTensor zeros(long... shape) {
        int bytes = Elements.count(shape) * Float.BYTES;
        return new FloatTensor(
                ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer(), shape);
    }

    /** Returns a copy of {@code values}, row-major. */
    public static FloatTensor of(float[] values, long... shape) {
        Elements.check(values.length, shape);
        FloatTensor tensor = zeros(shape);
        tensor.data.duplicate().put(values);
        return tensor;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** Returns the size along one axis. */
    public long dim(int axis) {
        return shape[axis];
    }

    /** Returns the number of elements. */
    public int count() {
        return data.remaining();
    }

    /** Returns the elements themselves, row-major: what is written here is in the tensor. Each call gives a position of its own. */
    public FloatBuffer data() {
        return data.duplicate();
    }

    /** Returns the part {@code from} (inclusive) to {@code to} (exclusive) of the first axis; it shares this tensor's memory. */
    public FloatTensor rows(int from, int to) {
        int row = count() / Math.toIntExact(shape[0]);
        long[] part = shape();
        part[0] = (long) to - from;
        return new FloatTensor(data.slice(from * row, (to - from) * row), part);
    }

    /** Returns the same elements seen in another shape; it shares this tensor's memory. */
    public FloatTensor reshape(long... newShape) {
        return new FloatTensor(data.duplicate(), newShape);
    }

    /** Makes every element 0. */
    public void clear() {
        FloatBuffer to = data.duplicate();
        float[] part = new float[Math.min(PART, count())];
        while (to.hasRemaining()) {
            to.put(part, 0, Math.min(part.length, to.remaining()));
        }
    }

    /** Tells whether every element is a number, neither NaN nor infinite. */
    public boolean isFinite() {
        FloatBuffer from = data.duplicate();
        float[] part = new float[Math.min(PART, count())];
        int largest = 0;
        while (from.hasRemaining()) {
            int length = Math.min(part.length, from.remaining());
            from.get(part, 0, length);
            for (int i = 0; i < length; i++) {
                largest = Math.max(largest, Float.floatToRawIntBits(part[i]) & Integer.MAX_VALUE);
            }
        }
        return largest < INFINITY;
    }

    /**
     * Makes this tensor {@code factor} times itself, or 0 if that is 0, plus {@code scale} times another.
     *
     * @param other of as many elements
     */
    public void sum(float factor, FloatTensor other, float scale) {
        Elements.check(other.count(), shape);
        float[] sum = new float[Math.min(PART, count())];
        float[] added = new float[sum.length];
        for (int at = 0; at < count(); at += sum.length) {
            int length = Math.min(sum.length, count() - at);
            other.data.get(at, added, 0, length);
            if (factor == 0) {
                Arrays.fill(sum, 0);
            } else {
                data.get(at, sum, 0, length);
            }
            for (int i = 0; i < length; i++) {
                sum[i] = factor * sum[i] + scale * added[i];
            }
            data.put(at, sum, 0, length);
        }
    }

    /** Returns a copy of the elements, row-major. */
    public float[] toArray() {
        float[] values = new float[count()];
        data.duplicate().get(values);
        return values;
    }

    @Override
    public String toString() {
        return "float32" + Arrays.toString(shape);
    }
}
