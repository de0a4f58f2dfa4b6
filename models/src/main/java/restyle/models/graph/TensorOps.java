package restyle.models.graph;

import java.util.Arrays;
import java.util.List;

/** Rarer operations, most of them on pictures, [n, channels, height, width]; the common ones are methods of {@link Tensor}. */
public final class TensorOps {
    /** The most that kernels for x86-64 keep together. */
    private static final long CHANNELS_OF_A_BLOCK = 16;

    private TensorOps() {}

    /**
     * Moves channels into squares of pixels: channel {@code c * r * r + i * r + j} becomes row i, column j of the squares of channel c.
     *
     * @param x [n, c * r * r, h, w]
     * @return [n, c, h * r, w * r]
     */
    public static Tensor pixelShuffle(Tensor x, int r) {
        requirePicture(x);
        x.check(x.dim(1) % ((long) r * r) == 0, "has channels that fill no squares of side %s", r);
        return x.node("DepthToSpace")
                .set("blocksize", (long) r)
                .set("mode", "CRD")
                .yields(x.dim(0), x.dim(1) / ((long) r * r), x.dim(2) * r, x.dim(3) * r);
    }

    /**
     * Moves squares of pixels into channels, the inverse of {@link #pixelShuffle}.
     *
     * @param x [n, c, h * r, w * r]
     * @return [n, c * r * r, h, w]
     */
    public static Tensor pixelUnshuffle(Tensor x, int r) {
        requirePicture(x);
        x.check(x.dim(2) % r == 0 && x.dim(3) % r == 0, "does not divide into squares of side %s", r);
        long h = x.dim(2) / r;
        long w = x.dim(3) / r;
        return x.reshape(x.dim(0), x.dim(1), h, r, w, r)
                .permute(0, 1, 3, 5, 2, 4)
                .reshape(x.dim(0), x.dim(1) * r * r, h, w);
    }

    /** Averages each {@code size * size} square of pixels; at the right and bottom a smaller rest counts as one. */
    public static Tensor averagePool(Tensor x, int size) {
        requirePicture(x);
        return x.node("AveragePool")
                .set("kernel_shape", new long[] {size, size})
                .set("strides", new long[] {size, size})
                .set("ceil_mode", 1L)
                .set("count_include_pad", 0L)
                .yields(x.dim(0), x.dim(1), (x.dim(2) + size - 1) / size, (x.dim(3) + size - 1) / size);
    }

    /**
     * Enlarges a picture: every pixel becomes a square, its channels mixed by a square kernel (a transposed convolution without overlap).
     *
     * @param weight [in, out, size, size]
     * @param bias [out]
     * @return [n, out, h * size, w * size]
     */
    public static Tensor convTranspose(Tensor x, Tensor weight, Tensor bias) {
        requirePicture(x);
        boolean fits = weight.rank() == 4 && weight.dim(0) == x.dim(1) && weight.dim(2) == weight.dim(3);
        x.check(fits, "cannot be convolved back with %s", weight);
        x.check(Arrays.equals(bias.shape(), new long[] {weight.dim(1)}), "cannot take the bias %s", bias);
        long size = weight.dim(2);
        return x.node("ConvTranspose", weight, bias)
                .set("strides", new long[] {size, size})
                .yields(x.dim(0), weight.dim(1), x.dim(2) * size, x.dim(3) * size);
    }

    /** Multiplies what is below zero by a slope of its channel, [channels]. */
    public static Tensor prelu(Tensor x, Tensor slopes) {
        requirePicture(x);
        x.check(Arrays.equals(slopes.shape(), new long[] {x.dim(1)}), "cannot take the slopes %s", slopes);
        boolean blocks = x.dim(1) % CHANNELS_OF_A_BLOCK == 0 && x.dtype() == DType.FLOAT;
        return x.graph().kernels() == Kernels.X86 && blocks
                ? preluByConvolutions(x, slopes)
                : x.node("PRelu", slopes.reshape(-1, 1, 1)).yields(x.shape());
    }

    /**
     * Computes x + (1 - slope) * relu(-x). ONNX Runtime has no fast PRelu, and it knows none in the order in which convolutions for x86-64 keep
     * their channels, but convolutions that take each channel for itself, add and cut off there: half the time of a small network.
     */
    private static Tensor preluByConvolutions(Tensor x, Tensor slopes) {
        Tensor negative = channelByChannel(x, slopes.mul(0).add(-1)).relu();
        return channelByChannel(negative, slopes.mul(-1).add(1)).add(x);
    }

    private static Tensor channelByChannel(Tensor x, Tensor factors) {
        return x.conv(factors.reshape(-1, 1, 1, 1), null, 1, 0, Math.toIntExact(x.dim(1)));
    }

    /** Brings a picture to another size by bilinear interpolation between pixels, the corner pixels of both at one place. */
    public static Tensor resizeAligned(Tensor x, long height, long width) {
        return ConvOps.resize(x, height, width, "linear", "align_corners");
    }

    /** Joins tensors along an axis, in their order; a single one is what comes out. */
    public static Tensor joined(int axis, List<Tensor> parts) {
        Tensor first = parts.get(0);
        return parts.size() == 1
                ? first
                : first.concat(axis, parts.subList(1, parts.size()).toArray(Tensor[]::new));
    }

    /**
     * Convolves a picture of twice the size, each pixel a square of four, with a kernel of 3 x 3, by as many kernels of 2 x 2 on the picture as
     * it is: four of nine products are left.
     *
     * @param x [n, in, h, w]
     * @param weight [out, in, 3, 3]
     * @param bias [out], or null
     * @return [n, out, 2 * h, 2 * w]
     */
    public static Tensor convDoubled(Tensor x, Tensor weight, Tensor bias) {
        return ConvOps.convDoubled(x, weight, bias);
    }

    /**
     * Brings a picture to another size by bicubic interpolation (a = -0.75) between pixel centres, the edge repeated, without antialiasing.
     *
     * @param rowScale how many target rows one source row is counted for: not always the ratio of the sizes
     * @param columnScale the same for columns
     * @return [n, c, floor(h * rowScale), floor(w * columnScale)]
     */
    public static Tensor resizeCubic(Tensor x, float rowScale, float columnScale) {
        requirePicture(x);
        long height = (long) Math.floor(x.dim(2) * rowScale);
        long width = (long) Math.floor(x.dim(3) * columnScale);
        return x.node("Resize", null, x.graph().constant(1f, 1f, rowScale, columnScale))
                .set("mode", "cubic")
                .set("coordinate_transformation_mode", "half_pixel")
                .yields(x.dim(0), x.dim(1), height, width);
    }

    /** Does the same to a size that is given, each target pixel counted for the ratio of the sizes. */
    public static Tensor resizeCubic(Tensor x, long height, long width) {
        return ConvOps.resize(x, height, width, "cubic", "half_pixel");
    }

    /**
     * Repeats the first axis.
     *
     * @param x [1, ...]
     * @return [count, ...]
     */
    public static Tensor repeat(Tensor x, long count) {
        x.check(x.dim(0) == 1, "is not repeated");
        long[] shape = x.shape();
        shape[0] = count;
        return expand(x, shape);
    }

    /** Repeats axes of size 1 as often as a shape of the same rank has them. */
    public static Tensor expand(Tensor x, long[] shape) {
        x.check(
                Arrays.equals(Shape.broadcast(x.shape(), shape), shape),
                "cannot be repeated to %s",
                Arrays.toString(shape));
        return Arrays.equals(x.shape(), shape)
                ? x
                : x.node("Expand", x.graph().shapeFor(x, shape)).yields(shape);
    }

    private static void requirePicture(Tensor x) {
        x.check(x.rank() == 4, "is not a picture");
    }
}
