package restyle.models.nets.upscale;

import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/** A network that enlarges pictures. */
public interface UpscaleNet {

    /** Returns how many pixels, along each side, one becomes. */
    int scale(Weights w);

    /** Returns by what the sides of a picture must be divisible. */
    default int alignment(Weights w) {
        return 1;
    }

    /** Returns how far away, in pixels of the source, the farthest pixel is that a pixel's result depends on. */
    int reach(Weights w);

    /** Returns about how much memory it takes while it runs, for each pixel of the source. */
    long bytesPerPixel(Weights w);

    /**
     * Enlarges pictures.
     *
     * @param image [n, 3, h, w], red green blue, 0..1
     * @return [n, 3, h * scale, w * scale], about 0..1, not clamped
     */
    Tensor build(Weights w, Tensor image);

    /** Returns the side of the squares that channels are made of, three for each pixel. */
    static int squareSide(Weights w, String tensor, int axis) {
        return (int) Math.round(Math.sqrt(w.dim(tensor, axis) / 3.0));
    }
}
