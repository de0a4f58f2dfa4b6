package restyle.models.weights.patch;

import java.util.List;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/**
 * A product of two thin matrices (LoRA, arXiv 2106.09685).
 *
 * @param up [out, rank], perhaps with axes of size 1 after it
 * @param down [rank, in], or [rank, in, height, width] for a convolution
 */
public record LowRank(StoredTensor up, StoredTensor down) implements Delta {

    @Override
    public Tensor in(Graph graph) {
        return up.rows(graph).matmul(down.rows(graph));
    }

    /** Scales the thinner matrix and makes no copy of the product: that is most of the work for a whole network. */
    @Override
    public Tensor addTo(Tensor weight, float factor) {
        return weight.addProduct(up.rows(weight.graph()).mul(factor), down.rows(weight.graph()));
    }

    @Override
    public List<StoredTensor> sources() {
        return List.of(up, down);
    }

    @Override
    public String formula() {
        return "low rank";
    }
}
