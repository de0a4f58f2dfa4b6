package restyle.models.nets.vision;

import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.nets.vision.DepthConfig.Positions;
import restyle.models.weights.Weights;

/** DINOv2's vision transformer (arXiv 2304.07193) as Depth Anything uses it: what some of its blocks see, as pictures. */
final class VisionTransformer {
    private static final float EPS = 1e-6f;
    private static final int HEAD_WIDTH = 64;
    /** What the authors add to a number of patches before they divide it by the grid's. */
    private static final float PATCH_OFFSET = 0.1f;

    private VisionTransformer() {}

    static int patch(Weights w) {
        return (int) w.dim("patch_embed.proj.weight", 2);
    }

    /**
     * Looks at pictures.
     *
     * @param image [n, 3, h, w], sides divisible by the patches'
     * @return [n, width, rows, columns] for each block taken
     */
    static List<Tensor> build(Weights w, Tensor image, DepthConfig config) {
        Tensor patches = w.at("patch_embed.proj").conv(image, patch(w), 0);
        long n = image.dim(0);
        long rows = patches.dim(2);
        long columns = patches.dim(3);
        Tensor tokens = patches.reshape(n, patches.dim(1), -1).t();
        Tensor x = TensorOps.repeat(w.get("cls_token"), n).concat(1, tokens);
        x = x.add(positions(w, rows, columns, config.positions()));
        List<Tensor> taken = new ArrayList<>();
        for (int i = 0; w.has("blocks." + i); i++) {
            x = block(w.at("blocks").at(i), x);
            if (config.taken().contains(i)) {
                Tensor seen = w.at("norm").layerNorm(x, EPS).slice(1, 1, x.dim(1));
                taken.add(seen.t().reshape(n, x.dim(2), rows, columns));
            }
        }
        return taken;
    }

    /** One for the whole picture, then one for each patch. */
    private static Tensor positions(Weights w, long rows, long columns, Positions rule) {
        Tensor all = w.get("pos_embed");
        long count = all.dim(1) - 1;
        long side = Math.round(Math.sqrt(count));
        if (rows == side && columns == side) {
            return all;
        }
        Tensor grid = all.slice(1, 1, count + 1).reshape(1, side, side, -1).permute(0, 3, 1, 2);
        Tensor resized = rule == Positions.ORIGINAL
                ? TensorOps.resizeCubic(grid, (rows + PATCH_OFFSET) / side, (columns + PATCH_OFFSET) / side)
                : TensorOps.resizeCubic(grid, rows, columns);
        return all.slice(1, 0, 1).concat(1, resized.reshape(1, all.dim(2), -1).t());
    }

    private static Tensor block(Weights w, Tensor x) {
        Tensor seen = attention(w.at("attn"), w.at("norm1").layerNorm(x, EPS));
        Tensor y = x.add(seen.mul(w.get("ls1.gamma")));
        Tensor hidden = w.at("mlp.fc1").linear(w.at("norm2").layerNorm(y, EPS)).gelu();
        return y.add(w.at("mlp.fc2").linear(hidden).mul(w.get("ls2.gamma")));
    }

    /** Files have queries, keys and values in one layer or in three. */
    private static Tensor attention(Weights w, Tensor x) {
        long width = x.dim(2);
        int heads = (int) (width / HEAD_WIDTH);
        Tensor y;
        if (w.has("qkv")) {
            Tensor all = w.at("qkv").linear(x);
            y = all.slice(2, 0, width)
                    .attention(all.slice(2, width, 2 * width), all.slice(2, 2 * width, 3 * width), heads, false);
        } else {
            y = w.at("q").linear(x).attention(w.at("k").linear(x), w.at("v").linear(x), heads, false);
        }
        return w.at("proj").linear(y);
    }
}
