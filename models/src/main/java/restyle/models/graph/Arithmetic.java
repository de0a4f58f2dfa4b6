package restyle.models.graph;

/** Counts the arithmetic of nodes: multiplications and additions of matrix products, convolutions and attention, the bulk of any network. */
final class Arithmetic {

    private Arithmetic() {}

    /**
     * Counts the operations of one node; those of other kinds count as none.
     *
     * @param type of the node
     * @param inputs null where an optional one is left out
     * @param output its shape
     */
    static long operations(String type, Tensor[] inputs, long[] output) {
        return switch (type) {
            case "Gemm", "MatMul", "MatMulNBits", "MatMulIntegerToFloat" -> 2 * Shape.count(output) * inputs[0].dim(-1);
            case "Conv" -> convolution(inputs[1], output);
            case "QLinearConv" -> convolution(inputs[3], output);
            case "ConvTranspose" -> convolution(inputs[1], inputs[0].shape());
            case "MultiHeadAttention" ->
                2 * inputs[0].dim(0) * inputs[0].dim(1) * inputs[1].dim(1) * (inputs[0].dim(2) + inputs[2].dim(2));
            default -> 0;
        };
    }

    /**
     * Counts by the side on which every value meets the same number of weights.
     *
     * @param weight [channels of that side, ...]
     * @param side its shape: the output, or the input of a transposed convolution
     */
    private static long convolution(Tensor weight, long[] side) {
        return 2 * Shape.count(side) * (Shape.count(weight.shape()) / weight.dim(0));
    }
}
