package restyle.models.nets.upscale;

import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/** ESRGAN's network of dense residual blocks (arXiv 1809.00219), as Real-ESRGAN uses it: BasicSR's RRDBNet. */
public final class RrdbNet implements UpscaleNet {
    private static final float SLOPE = 0.2f;
    private static final float RESIDUAL = 0.2f;
    private static final int DENSE_BLOCKS = 3;
    private static final int CONVOLUTIONS = 5;

    @Override
    public int scale(Weights w) {
        return (1 << doublings(w)) / alignment(w);
    }

    /** Returns what the sides must be divisible by: nets for smaller scales see squares of pixels as channels. */
    @Override
    public int alignment(Weights w) {
        return UpscaleNet.squareSide(w, "conv_first.weight", 1);
    }

    @Override
    public int reach(Weights w) {
        int atSource = 2 + DENSE_BLOCKS * CONVOLUTIONS * w.count("body.");
        // The convolutions after each doubling reach a half, a quarter and so on; together less than three pixels.
        return (atSource + 3) * alignment(w);
    }

    private static int doublings(Weights w) {
        int count = 0;
        while (w.has("conv_up" + (count + 1))) {
            count++;
        }
        return count;
    }

    /** Counts three pictures at the result's size: what a convolution sees, what it makes, and a copy in the runtime's order. */
    @Override
    public long bytesPerPixel(Weights w) {
        return 3L * Float.BYTES * w.dim("conv_first.weight", 0) * scale(w) * scale(w);
    }

    @Override
    public Tensor build(Weights w, Tensor image) {
        int side = alignment(w);
        Tensor first = w.at("conv_first").conv(side > 1 ? TensorOps.pixelUnshuffle(image, side) : image);
        Tensor x = first;
        for (int i = 0; w.has("body." + i); i++) {
            x = block(w.at("body").at(i), x);
        }
        x = first.add(w.at("conv_body").conv(x));
        for (int i = 1; i <= doublings(w); i++) {
            x = x.resizeNearest(2 * x.dim(2), 2 * x.dim(3));
            x = w.at("conv_up" + i).conv(x).leakyRelu(SLOPE);
        }
        return w.at("conv_last").conv(w.at("conv_hr").conv(x).leakyRelu(SLOPE));
    }

    private static Tensor block(Weights w, Tensor x) {
        Tensor y = x;
        for (int i = 1; i <= DENSE_BLOCKS; i++) {
            y = dense(w.at("rdb" + i), y);
        }
        return y.mul(RESIDUAL).add(x);
    }

    /** Each convolution sees the block's input and the results of all before it. */
    private static Tensor dense(Weights w, Tensor x) {
        Tensor seen = x;
        for (int i = 1; i < CONVOLUTIONS; i++) {
            seen = seen.concat(1, w.at("conv" + i).conv(seen).leakyRelu(SLOPE));
        }
        return w.at("conv" + CONVOLUTIONS).conv(seen).mul(RESIDUAL).add(x);
    }
}
