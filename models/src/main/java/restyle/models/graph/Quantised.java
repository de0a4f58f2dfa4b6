package restyle.models.graph;

/**
 * A tensor as 8-bit integers, with one scale for all of it that is found at each run: {@code (values - zero) * scale}.
 *
 * @param values uint8, of the tensor's shape
 * @param scale float32, one number
 * @param zero uint8, one number
 */
record Quantised(Tensor values, Tensor scale, Tensor zero) {

    static Quantised of(Tensor x) {
        Tensor[] parts = x.node("DynamicQuantizeLinear")
                .yieldsAll(new DType[] {DType.UINT8, DType.FLOAT, DType.UINT8}, new long[][] {x.shape(), {}, {}});
        return new Quantised(parts[0], parts[1], parts[2]);
    }
}
