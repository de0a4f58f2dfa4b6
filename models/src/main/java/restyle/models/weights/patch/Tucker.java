package restyle.models.weights.patch;

import java.util.List;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/**
 * A convolution as a small one between two changes of channels: sum over p, q of up[o, p] * core[p, q, y, x] * down[q, i] (Tucker
 * decomposition, as LyCORIS calls it).
 *
 * @param core [p, q, height, width]
 * @param up [out, p], or [p, out] if {@code upTransposed}
 * @param down [q, in]
 */
public record Tucker(StoredTensor core, StoredTensor up, boolean upTransposed, StoredTensor down) implements Delta {

    @Override
    public Tensor in(Graph graph) {
        if (core.shape().length < 2) {
            throw new IllegalArgumentException(core + " should have at least two axes");
        }
        Tensor left = up.rows(graph);
        Tensor right = down.rows(graph);
        long pixels = core.count() / Math.max(1, core.dim(0) * core.dim(1));
        Tensor byPixel = core.in(graph, core.dim(0), core.dim(1), pixels).permute(2, 0, 1);
        Tensor full = (upTransposed ? left.t() : left).matmul(byPixel.matmul(right));
        return full.permute(1, 2, 0).reshape(full.dim(1), full.dim(2) * pixels);
    }

    @Override
    public List<StoredTensor> sources() {
        return List.of(core, up, down);
    }

    @Override
    public String formula() {
        return "tucker" + (upTransposed ? " transposed" : "");
    }
}
