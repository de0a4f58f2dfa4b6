package restyle.models.nets.vision;

import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/** Depth Anything (arXiv 2406.09414): how near what is on a picture is, relative to the rest. */
public final class DepthAnything {
    private final DepthConfig config;

    /** Takes what the weights do not show. */
    public DepthAnything(DepthConfig config) {
        this.config = config;
    }

    /**
     * Estimates depth.
     *
     * @param image [n, 3, h, w], red green blue, normalised to the statistics of ImageNet, sides divisible by {@link #patch}
     * @return [n, 1, h, w], 0 or more, larger is nearer
     */
    public Tensor build(Weights w, Tensor image) {
        Weights head = w.at("depth_head");
        List<Tensor> levels = levels(head, VisionTransformer.build(w.at("pretrained"), image, config));
        Weights scratch = head.at("scratch");
        Tensor x = null;
        for (int level = levels.size(); level >= 1; level--) {
            x = fused(scratch.at("refinenet" + level), x, levels, level);
        }
        x = TensorOps.resizeAligned(scratch.at("output_conv1").conv(x), image.dim(2), image.dim(3));
        x = scratch.at("output_conv2.0").conv(x).relu();
        return scratch.at("output_conv2.2").conv(x).relu();
    }

    /** Returns by what the sides of a picture must be divisible, in pixels. */
    public static int patch(Weights w) {
        return VisionTransformer.patch(w.at("pretrained"));
    }

    /** Brings what the transformer sees, all of one size, to sizes from four times as large to half as large. */
    private static List<Tensor> levels(Weights head, List<Tensor> taken) {
        if (taken.size() != DepthConfig.LEVELS) {
            throw new ModelException("a depth network gives its head %d levels, expected %d"
                    .formatted(taken.size(), DepthConfig.LEVELS));
        }
        List<Tensor> levels = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            Tensor x = head.at("projects").at(i).conv(taken.get(i));
            Weights resize = head.at("resize_layers").at(i);
            if (i < 2) {
                x = TensorOps.convTranspose(x, resize.get("weight"), resize.get("bias"));
            } else if (i == DepthConfig.LEVELS - 1) {
                x = resize.conv(x, 2);
            }
            levels.add(head.at("scratch").at("layer" + (i + 1) + "_rn").conv(x));
        }
        return levels;
    }

    private static Tensor fused(Weights w, Tensor coarser, List<Tensor> levels, int level) {
        Tensor x = levels.get(level - 1);
        if (coarser != null) {
            x = coarser.add(unit(w.at("resConfUnit1"), x));
        }
        x = unit(w.at("resConfUnit2"), x);
        Tensor next = level > 1 ? levels.get(level - 2) : x;
        long factor = level > 1 ? 1 : 2;
        return w.at("out_conv").conv(TensorOps.resizeAligned(x, factor * next.dim(2), factor * next.dim(3)));
    }

    private static Tensor unit(Weights w, Tensor x) {
        return x.add(w.at("conv2").conv(w.at("conv1").conv(x.relu()).relu()));
    }
}
