package restyle.models.weights;

import java.util.Optional;
import restyle.models.graph.DType;

/** Element types of weight files, called as safetensors calls them. */
public enum StoredType {
    BOOL(8, DType.BOOL),
    F4(4, null),
    F6_E2M3(6, null),
    F6_E3M2(6, null),
    U8(8, DType.UINT8),
    I8(8, DType.INT8),
    F8_E5M2(8, DType.FLOAT8_E5M2),
    F8_E4M3(8, DType.FLOAT8_E4M3),
    F8_E8M0(8, null),
    F8_E4M3FNUZ(8, DType.FLOAT8_E4M3FNUZ),
    F8_E5M2FNUZ(8, DType.FLOAT8_E5M2FNUZ),
    I16(16, DType.INT16),
    U16(16, DType.UINT16),
    F16(16, DType.FLOAT16),
    BF16(16, DType.BFLOAT16),
    I32(32, DType.INT32),
    U32(32, DType.UINT32),
    F32(32, DType.FLOAT),
    C64(64, null),
    F64(64, DType.DOUBLE),
    I64(64, DType.INT64),
    U64(64, DType.UINT64);

    private final int bits;
    private final Optional<DType> dtype;

    StoredType(int bits, DType dtype) {
        this.bits = bits;
        this.dtype = Optional.ofNullable(dtype);
    }

    /** Returns the bits of one element. */
    public int bits() {
        return bits;
    }

    /** Returns the type that a graph calls it, or empty if networks cannot compute with it. */
    public Optional<DType> dtype() {
        return dtype;
    }
}
