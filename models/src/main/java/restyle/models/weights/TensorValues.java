package restyle.models.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;

/** Reads the values of a tensor into the Java heap: for inputs, settings and small corrections, not for a network's weights. */
public final class TensorValues {

    private TensorValues() {}

    /**
     * Returns the values as float32, row-major; whole numbers and booleans are converted, double precision is rounded.
     *
     * @throws ModelException if the file cannot be read, or the type is not a number of whole bytes
     */
    public static float[] floats(StoredTensor tensor) {
        ByteBuffer in = bytes(tensor);
        float[] values = new float[Math.toIntExact(tensor.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(tensor, in);
        }
        return values;
    }

    /**
     * Returns the values of a tensor of whole numbers, row-major.
     *
     * @throws ModelException if the file cannot be read, or the type is none of whole numbers
     */
    public static long[] longs(StoredTensor tensor) {
        ByteBuffer in = bytes(tensor);
        long[] values = new long[Math.toIntExact(tensor.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.type()) {
                case I64 -> in.getLong();
                case I32 -> in.getInt();
                case U32 -> Integer.toUnsignedLong(in.getInt());
                case I16 -> in.getShort();
                case U16 -> Short.toUnsignedInt(in.getShort());
                case I8 -> in.get();
                case U8, BOOL -> Byte.toUnsignedInt(in.get());
                default -> throw unreadable(tensor, "whole numbers");
            };
        }
        return values;
    }

    private static float next(StoredTensor tensor, ByteBuffer in) {
        return switch (tensor.type()) {
            case F32 -> in.getFloat();
            case F16 -> SmallFloat.F16.decode(in.getShort());
            case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
            case F64 -> (float) in.getDouble();
            case F8_E4M3 -> SmallFloat.F8_E4M3.decode(in.get());
            case F8_E5M2 -> SmallFloat.F8_E5M2.decode(in.get());
            case F8_E4M3FNUZ -> SmallFloat.F8_E4M3FNUZ.decode(in.get());
            case F8_E5M2FNUZ -> SmallFloat.F8_E5M2FNUZ.decode(in.get());
            case I64 -> in.getLong();
            case I32 -> in.getInt();
            case U32 -> Integer.toUnsignedLong(in.getInt());
            case I16 -> in.getShort();
            case U16 -> Short.toUnsignedInt(in.getShort());
            case I8 -> in.get();
            case U8, BOOL -> Byte.toUnsignedInt(in.get());
            default -> throw unreadable(tensor, "numbers");
        };
    }

    private static ByteBuffer bytes(StoredTensor tensor) {
        FileRegion region = tensor.region();
        if (region.length() > Integer.MAX_VALUE - Long.BYTES) {
            throw new ModelException("%s: %s is too large to be read as a whole".formatted(region.file(), tensor));
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) region.length()).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(region.file())) {
            while (buffer.hasRemaining()) {
                if (file.read(buffer, region.offset() + buffer.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw new ModelException("cannot read %s in %s: %s".formatted(tensor, region.file(), e.getMessage()), e);
        }
        return buffer.flip();
    }

    private static ModelException unreadable(StoredTensor tensor, String wanted) {
        return new ModelException(
                "%s: tensor %s is not read as %s".formatted(tensor.region().file(), tensor, wanted));
    }
}
