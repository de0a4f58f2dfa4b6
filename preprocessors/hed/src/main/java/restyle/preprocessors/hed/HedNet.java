package restyle.preprocessors.hed;

import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/**
 * Holistically-nested edge detection (Xie and Tu, arXiv:1504.06375) in the form that ControlNet 1.1 uses: a VGG whose every block
 * gives a map of edge logits, and their mean in place of a learned fusion.
 *
 * @see <a href="https://github.com/lllyasviel/ControlNet-v1-1-nightly/blob/main/annotator/hed/__init__.py">annotator/hed</a>
 */
record HedNet(Weights weights) {

    /** The smallest width and height it takes: five blocks, each after the first halving both. */
    static final int MIN_SIDE = 16;

    /** Computes the logits of edges [1, 1, h, w], for red, green, blue [1, 3, h, w] in 0..255. */
    Tensor logits(Tensor rgb) {
        List<Tensor> sides = sides(rgb).stream()
                .map(side -> side.resizeBilinear(rgb.dim(2), rgb.dim(3)))
                .toList();
        return TensorOps.joined(1, sides).mean(1);
    }

    /** Computes the logits of each block, fine to coarse: block k, from 0, gives [1, 1, floor(h / 2^k), floor(w / 2^k)]. */
    List<Tensor> sides(Tensor rgb) {
        Tensor x = rgb.sub(weights.get("norm"));
        List<Tensor> sides = new ArrayList<>();
        for (int i = 1; weights.has("block" + i); i++) {
            Weights block = weights.at("block" + i);
            x = convolutions(block.at("convs"), i == 1 ? x : x.maxPool(2, 2));
            sides.add(block.at("projection").conv(x));
        }
        return sides;
    }

    private static Tensor convolutions(Weights convs, Tensor x) {
        for (int i = 0; convs.has(i); i++) {
            x = convs.at(i).conv(x).relu();
        }
        return x;
    }
}
