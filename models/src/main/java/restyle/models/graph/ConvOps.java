package restyle.models.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operations on pictures, [n, channels, height, width]; described where {@link Tensor} offers them. */
final class ConvOps {

    private ConvOps() {}

    static Tensor conv(Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
        requirePicture(x);
        x.check(weight.rank() == 4 && x.dim(1) == weight.dim(1) * groups, "cannot be convolved with %s", weight);
        boolean fits = bias == null || Arrays.equals(bias.shape(), new long[] {weight.dim(0)});
        x.check(fits, "cannot take the bias %s", bias);
        Node conv = bias == null ? x.node("Conv", weight) : x.node("Conv", weight, bias);
        return conv.set("strides", new long[] {stride, stride})
                .set("pads", new long[] {padding, padding, padding, padding})
                .set("group", (long) groups)
                .yields(
                        x.dim(0),
                        weight.dim(0),
                        windows(x, x.dim(2) + 2L * padding, weight.dim(2), stride),
                        windows(x, x.dim(3) + 2L * padding, weight.dim(3), stride));
    }

    /** @param weight [out, in, 3, 3], known when the graph is loaded, as are sums of it then */
    static Tensor convDoubled(Tensor x, Tensor weight, Tensor bias) {
        List<Tensor> corners = new ArrayList<>();
        for (int lower = 0; lower < 2; lower++) {
            for (int right = 0; right < 2; right++) {
                Tensor kernel = seenOnce(seenOnce(weight, 2, lower), 3, right);
                // One row and one column more than needed: padding that differs between the sides is not for every
                // device.
                corners.add(conv(x, kernel, bias, 1, 1, 1)
                        .slice(2, lower, lower + x.dim(2))
                        .slice(3, right, right + x.dim(3)));
            }
        }
        return TensorOps.joined(1, corners)
                .node("DepthToSpace")
                .set("blocksize", 2L)
                .set("mode", "DCR")
                .yields(x.dim(0), weight.dim(0), 2 * x.dim(2), 2 * x.dim(3));
    }

    /** Adds those of three rows (or columns) of kernels that see the same pixel: the last two from an upper pixel, the first two from a lower. */
    private static Tensor seenOnce(Tensor kernels, int axis, int lower) {
        Tensor sum = kernels.slice(axis, 1 - lower, 2 - lower).add(kernels.slice(axis, 2 - lower, 3 - lower));
        return lower == 0 ? kernels.slice(axis, 0, 1).concat(axis, sum) : sum.concat(axis, kernels.slice(axis, 2, 3));
    }

    static Tensor maxPool(Tensor x, int size, int stride) {
        requirePicture(x);
        return x.node("MaxPool")
                .set("kernel_shape", new long[] {size, size})
                .set("strides", new long[] {stride, stride})
                .yields(x.dim(0), x.dim(1), windows(x, x.dim(2), size, stride), windows(x, x.dim(3), size, stride));
    }

    static Tensor padBottomRight(Tensor x, int rows, int columns) {
        requirePicture(x);
        Tensor amounts = x.graph().constant(0, 0, 0, 0, 0, 0, (long) rows, columns);
        return x.node("Pad", amounts)
                .set("mode", "constant")
                .yields(x.dim(0), x.dim(1), x.dim(2) + rows, x.dim(3) + columns);
    }

    static Tensor resize(Tensor x, long height, long width, String mode, String coordinates) {
        requirePicture(x);
        x.check(height > 0 && width > 0, "cannot be resized to %s", height + "x" + width);
        long[] result = {x.dim(0), x.dim(1), height, width};
        return x.node("Resize", null, null, x.graph().sizesFor(x, result))
                .set("mode", mode)
                .set("coordinate_transformation_mode", coordinates)
                .set("nearest_mode", "floor")
                .yields(result);
    }

    private static void requirePicture(Tensor x) {
        x.check(x.rank() == 4, "is not a picture");
    }

    /** How many windows of {@code size} fit into {@code length} at this stride. */
    private static long windows(Tensor x, long length, long size, long stride) {
        x.check(length >= size, "is smaller than the %s pixels that are looked at together", size);
        return (length - size) / stride + 1;
    }
}
