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

    /** A copy of {@code values}, row-major. */
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

    /** Size along one axis. */
    public long dim(int axis) {
        return shape[axis];
    }

    /** Number of elements. */
    public int count() {
        return data.remaining();
    }

    /** The elements themselves, row-major: what is written here is in the tensor. Each call gives a position of its own. */
    public FloatBuffer data() {
        return data.duplicate();
    }

    /** The part {@code from} (inclusive) to {@code to} (exclusive) of the first axis; it shares this tensor's memory. */
    public FloatTensor rows(int from, int to) {
        int row = count() / Math.toIntExact(shape[0]);
        long[] part = shape();
        part[0] = to - from;
        return new FloatTensor(data.slice(from * row, (to - from) * row), part);
    }

    /** The same elements seen in another shape; it shares this tensor's memory. */
    public FloatTensor reshape(long... newShape) {
        return new FloatTensor(data.duplicate(), newShape);
    }

    /** Tells whether every element is a number, neither NaN nor infinite. */
    public boolean isFinite() {
        for (int i = 0; i < data.remaining(); i++) {
            if (!Float.isFinite(data.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the elements, row-major. */
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
