package restyle.models.graph;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One protobuf message under construction: just the wire forms that ONNX needs. */
final class Proto {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto put(int field, long value) {
        return varint((long) field << 3 | VARINT).varint(value);
    }

    Proto put(int field, float value) {
        varint((long) field << 3 | FIXED32);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(bits >>> shift);
        }
        return this;
    }

    Proto put(int field, byte[] value) {
        varint((long) field << 3 | LENGTH_DELIMITED).varint(value.length);
        out.writeBytes(value);
        return this;
    }

    Proto put(int field, String value) {
        return put(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto put(int field, Proto message) {
        return put(field, message.bytes());
    }

    /** Appends the fields of another message to this one. */
    Proto putAll(Proto fields) {
        out.writeBytes(fields.bytes());
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private Proto varint(long value) {
        for (; (value & ~0x7FL) != 0; value >>>= 7) {
            out.write((int) (value & 0x7F | 0x80));
        }
        out.write((int) value);
        return this;
    }
}
