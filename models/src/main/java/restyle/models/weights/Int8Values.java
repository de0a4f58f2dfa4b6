package restyle.models.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import restyle.models.graph.Int8Ops;

/**
 * A weight in 8-bit integers, and the scales by which they are multiplied; found by each scale's largest value, which becomes the largest integer.
 *
 * @param integers in the layout of the grain
 * @param scales one for each output channel, or for each run of each
 */
public record Int8Values(ByteBuffer integers, FloatBuffer scales) {
    /** Output channels that are written side by side. */
    private static final int BLOCK = 64;

    /**
     * Rounds a weight.
     *
     * @param values float32 [out, in], or [out, in, kernel, kernel], row-major
     * @param shape of that
     * @param range the largest integer, at most 127
     */
    public static Int8Values of(FloatBuffer values, long[] shape, Grain grain, int range) {
        long[] laidOut = grain.shape(shape);
        byte[] integers = new byte[Math.toIntExact(laidOut[0] * laidOut[1] * (laidOut.length > 2 ? laidOut[2] : 1))];
        float[] scales = new float[Math.toIntExact(grain.scaleCount(shape))];
        FloatBuffer kernels = grain == Grain.DOUBLED ? DoubledKernels.of(values) : values;
        int out = Math.toIntExact(grain == Grain.DOUBLED ? grain.parts() * shape[0] : shape[0]);
        int columns = kernels.remaining() / out;
        Rounding rounding = new Rounding(kernels, columns, range, integers, scales);
        if (grain == Grain.RUNS) {
            int run = Math.toIntExact(laidOut[2]);
            IntStream.range(0, out).parallel().forEach(row -> rounding.inRuns(row, run));
        } else {
            int part = out / grain.parts();
            for (int from = 0; from < out; from += part) {
                rounding.transposed(from, from + part, Math.toIntExact(shape[1]));
            }
        }
        return new Int8Values(ByteBuffer.wrap(integers), FloatBuffer.wrap(scales));
    }

    private record Rounding(FloatBuffer values, int columns, int range, byte[] integers, float[] scales) {

        void inRuns(int row, int run) {
            int runs = (columns + run - 1) / run;
            for (int i = 0; i < runs; i++) {
                int from = row * columns + i * run;
                int to = Math.min(from + run, (row + 1) * columns);
                float scale = scale(from, to);
                scales[row * runs + i] = scale;
                int at = (row * runs + i) * run;
                for (int k = 0; k < run; k++) {
                    integers[at + k] = from + k < to
                            ? (byte) (rounded(values.get(from + k), scale) + Int8Ops.ZERO)
                            : (byte) Int8Ops.ZERO;
                }
            }
        }

        /** Writes channels {@code from} to {@code to}, which lie side by side. */
        void transposed(int from, int to, int channels) {
            IntStream.range(0, (to - from + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
                int first = from + block * BLOCK;
                transposed(first, Math.min(to, first + BLOCK), from, to - from, channels);
            });
        }

        /** Writes some channels of the {@code out} that begin at {@code part}: the kernel's pixels before the channels that go in. */
        private void transposed(int from, int to, int part, int out, int channels) {
            for (int row = from; row < to; row++) {
                scales[row] = scale(row * columns, (row + 1) * columns);
            }
            int pixels = columns / channels;
            for (int pixel = 0; pixel < pixels; pixel++) {
                for (int channel = 0; channel < channels; channel++) {
                    int at = part * columns + (pixel * channels + channel) * out - part;
                    for (int row = from; row < to; row++) {
                        float value = values.get(row * columns + channel * pixels + pixel);
                        integers[at + row] = rounded(value, scales[row]);
                    }
                }
            }
        }

        private float scale(int from, int to) {
            float largest = 0;
            for (int i = from; i < to; i++) {
                largest = Math.max(largest, Math.abs(values.get(i)));
            }
            return largest == 0 ? 1 : largest / range;
        }

        private static byte rounded(float value, float scale) {
            return (byte) Math.rint(value / scale);
        }
    }
}
