package restyle.models.weights.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import restyle.models.graph.ModelException;

/** The arguments of pickle's opcodes, read one after the other; little-endian where nothing else is said. */
final class PickleBytes {
    private static final int MAX_BYTES = 1 << 26;
    private static final int MAX_NUMBER_BYTES = 64;

    private final InputStream in;
    private long position;

    PickleBytes(InputStream in) {
        this.in = in;
    }

    /** Returns the bytes read so far. */
    long position() {
        return position;
    }

    int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the pickle ends in the middle");
        }
        advance(1);
        return value;
    }

    int unsigned16() throws IOException {
        return next() | next() << 8;
    }

    int signed32() throws IOException {
        return unsigned16() | unsigned16() << 16;
    }

    long signed64() throws IOException {
        return signed32() & 0xffffffffL | (long) signed32() << 32;
    }

    /** Reads a number, big-endian. */
    double float64() throws IOException {
        return ByteBuffer.wrap(bytes(Double.BYTES)).order(ByteOrder.BIG_ENDIAN).getDouble();
    }

    /** Returns a whole number of any length, two's complement. */
    Object number(int length) throws IOException {
        if (length < 0 || length > MAX_NUMBER_BYTES) {
            throw new ModelException("the pickle has a number of %d bytes".formatted(length));
        }
        byte[] little = bytes(length);
        byte[] big = new byte[length + 1];
        for (int i = 0; i < length; i++) {
            big[length - i] = little[i];
        }
        big[0] = (byte) (length > 0 && little[length - 1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    String text(long length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    byte[] bytes(long length) throws IOException {
        advance(length);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the pickle ends in the middle");
        }
        return bytes;
    }

    private void advance(long count) {
        if (count < 0 || count > MAX_BYTES - position) {
            throw new ModelException("the pickle is longer than any that describes weights");
        }
        position += count;
    }

    /** Reads text up to the end of the line, which is dropped. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
