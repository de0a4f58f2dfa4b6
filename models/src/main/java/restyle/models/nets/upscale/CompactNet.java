package restyle.models.nets.upscale;

import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/** The compact network of Real-ESRGAN (SRVGGNetCompact): convolutions at the source's size, an enlarged copy of the source added. */
public final class CompactNet implements UpscaleNet {

    @Override
    public int scale(Weights w) {
        return UpscaleNet.squareSide(w, "body." + last(w) + ".weight", 0);
    }

    @Override
    public int reach(Weights w) {
        return last(w) / 2 + 1;
    }

    /** Convolutions have even numbers, the activations between them odd ones. */
    private static int last(Weights w) {
        return w.count("body.") - 1;
    }

    @Override
    public long bytesPerPixel(Weights w) {
        return 3L * Float.BYTES * Math.max(w.dim("body.0.weight", 0), w.dim("body." + last(w) + ".weight", 0));
    }

    @Override
    public Tensor build(Weights w, Tensor image) {
        int last = last(w);
        Tensor x = image;
        for (int i = 0; i <= last; i += 2) {
            x = w.at("body").at(i).conv(x);
            if (i < last) {
                x = TensorOps.prelu(x, w.at("body").at(i + 1).get("weight"));
            }
        }
        int scale = scale(w);
        return TensorOps.pixelShuffle(x, scale).add(image.resizeNearest(scale * image.dim(2), scale * image.dim(3)));
    }
}
