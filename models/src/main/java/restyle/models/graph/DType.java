package restyle.models.graph;

/** Element types of ONNX tensors that networks here read or compute with. */
public enum DType {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    UINT16(4, 2),
    INT16(5, 2),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1),
    FLOAT16(10, 2),
    DOUBLE(11, 8),
    UINT32(12, 4),
    UINT64(13, 8),
    BFLOAT16(16, 2),
    FLOAT8_E4M3(17, 1),
    FLOAT8_E4M3FNUZ(18, 1),
    FLOAT8_E5M2(19, 1),
    FLOAT8_E5M2FNUZ(20, 1);

    /** Number of this type in onnx.proto's TensorProto.DataType. */
    final int code;

    private final int bytes;

    DType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Returns the bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
