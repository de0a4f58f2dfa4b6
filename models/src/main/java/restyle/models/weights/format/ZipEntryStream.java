package restyle.models.weights.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The packed bytes of one entry of a zip. */
final class ZipEntryStream extends InputStream {
    private final FileChannel file;
    private long position;
    private final long end;

    private ZipEntryStream(FileChannel file, ZipDirectory.Entry entry) {
        this.file = file;
        position = entry.offset();
        end = entry.offset() + entry.packedBytes();
    }

    /** Returns the entry's bytes, unpacked. */
    static InputStream open(Path zip, ZipDirectory.Entry entry) throws IOException {
        InputStream packed = new ZipEntryStream(FileChannel.open(zip), entry);
        if (!entry.deflated()) {
            return packed;
        }
        return new InflaterInputStream(packed, new Inflater(true), 1 << 16) {
            @Override
            public void close() throws IOException {
                inf.end();
                super.close();
            }
        };
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int most = (int) Math.min(length, end - position);
        if (most <= 0) {
            return length == 0 ? 0 : -1;
        }
        int count = file.read(ByteBuffer.wrap(target, offset, most), position);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
