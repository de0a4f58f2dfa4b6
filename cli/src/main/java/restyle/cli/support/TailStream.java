package restyle.cli.support;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Passes on what is written, and remembers the end of it. */
public final class TailStream extends FilterOutputStream {

    private static final int MAX_BYTES = 32_768;

    private final byte[] ring = new byte[MAX_BYTES];
    private long written;

    /** Remembers the end of what is written to a stream. */
    public TailStream(OutputStream out) {
        super(out);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        remember((byte) b);
        out.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            remember(bytes[offset + i]);
        }
        out.write(bytes, offset, length);
    }

    private void remember(byte b) {
        ring[(int) (written++ % MAX_BYTES)] = b;
    }

    /** Returns what is remembered, as text. */
    public synchronized String text() {
        int length = (int) Math.min(written, MAX_BYTES);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((written - length + i) % MAX_BYTES)];
        }
        return new String(Arrays.copyOf(tail, length), StandardCharsets.UTF_8);
    }
}
