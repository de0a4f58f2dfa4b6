package restyle.models.nets.upscale;

import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/** SPAN (arXiv 2311.12770): attention without parameters. Its convolutions are stored in several parts that make one of 3x3. */
public final class SpanNet implements UpscaleNet {
    private static final int BLOCKS = 6;
    private static final int CONVOLUTIONS = 3;
    /** Mean of the pictures that it was trained on; only nets that say {@code no_norm} do without. */
    private static final float[] MEAN = {0.4488f, 0.4371f, 0.4040f};

    private static final float RANGE = 255;

    @Override
    public int scale(Weights w) {
        return UpscaleNet.squareSide(w, "upsampler.0.weight", 0);
    }

    @Override
    public int reach(Weights w) {
        return 3 + BLOCKS * CONVOLUTIONS;
    }

    /** Counts what the last convolutions see, four pictures of all features, and what makes them. */
    @Override
    public long bytesPerPixel(Weights w) {
        return 10L * Float.BYTES * w.dim("conv_1.sk.weight", 0);
    }

    @Override
    public Tensor build(Weights w, Tensor image) {
        Graph graph = w.graph();
        Tensor x = w.has("no_norm")
                ? image
                : image.sub(graph.constant(MEAN).reshape(1, -1, 1, 1)).mul(RANGE);
        Tensor first = conv(w.at("conv_1"), x);
        Tensor afterFirstBlock = null;
        Tensor inner = null;
        x = first;
        for (int i = 1; i <= BLOCKS; i++) {
            Weights block = w.at("block_" + i);
            inner = conv(block.at("c1_r"), x).silu();
            Tensor y = conv(block.at("c3_r"), conv(block.at("c2_r"), inner).silu());
            x = y.add(x).mul(y.sigmoid().add(-0.5f));
            afterFirstBlock = i == 1 ? x : afterFirstBlock;
        }
        Tensor all = first.concat(1, conv(w.at("conv_2"), x), afterFirstBlock, inner);
        return TensorOps.pixelShuffle(w.at("upsampler.0").conv(w.at("conv_cat").conv(all)), scale(w));
    }

    /**
     * A convolution of 1x1, one of 3x3, one of 1x1 and one of 1x1 past all three, as one of 3x3: zeros are put around the picture before
     * the first, so this is exact at the borders too. What the file calls {@code eval_conv} is stale by design.
     */
    private static Tensor conv(Weights w, Tensor x) {
        Tensor expand = w.get("conv.0.weight");
        Tensor mix = w.get("conv.1.weight");
        Tensor shrink = w.get("conv.2.weight");
        long in = expand.dim(1);
        long wide = expand.dim(0);
        long middle = mix.dim(0);
        long out = shrink.dim(0);
        Tensor kernel = shrink.reshape(out, middle)
                .matmul(mix.reshape(middle, wide * 9))
                .reshape(out, wide, 9)
                .permute(0, 2, 1)
                .matmul(expand.reshape(wide, in))
                .permute(0, 2, 1)
                .reshape(out, in, 3, 3);
        kernel = kernel.add(w.get("sk.weight")
                .mul(w.graph().constant(0f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 0f).reshape(1, 1, 3, 3)));
        // The bias of the first goes through the whole 3x3 kernel.
        Tensor bias = mix.reshape(middle, wide, 9).mean(2).mul(9).reshape(middle, wide);
        bias = bias.matmul(w.get("conv.0.bias").reshape(wide, 1))
                .add(w.get("conv.1.bias").reshape(middle, 1));
        bias = shrink.reshape(out, middle).matmul(bias).reshape(out);
        bias = bias.add(w.get("conv.2.bias")).add(w.get("sk.bias"));
        return x.conv(kernel, bias, 1, 1, 1);
    }
}
