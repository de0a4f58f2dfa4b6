package restyle.plugins.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the end of a zip, before a library reads the directory that it points to wholly into memory.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT 4.3.16</a>
 */
final class ZipEnd {

    private static final int SIGNATURE = 0x06054b50;
    private static final int BYTES = 22;
    private static final int MAX_COMMENT_BYTES = 0xffff;
    private static final long MAX_DIRECTORY_BYTES = 1 << 26;

    private ZipEnd() {}

    /**
     * Returns how many entries a zip says it has. Refuses one that something follows, or whose directory is too large; one with 64-bit
     * sizes is among the latter.
     *
     * @param maxEntries how many entries are allowed
     */
    static int entries(Path zip, int maxEntries) throws IOException {
        try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ)) {
            ByteBuffer tail = tail(file);
            int end = tail.limit() - BYTES;
            while (end >= 0
                    && (tail.getInt(end) != SIGNATURE
                            || end + BYTES + Short.toUnsignedInt(tail.getShort(end + 20)) != tail.limit())) {
                end--;
            }
            if (end < 0) {
                throw new ZipRefusedException(
                        "it is not a zip that can be read: its end is missing or followed by other data");
            }
            int entries = Short.toUnsignedInt(tail.getShort(end + 10));
            if (entries > maxEntries) {
                throw new ZipRefusedException(
                        "it has %d entries, at most %d are allowed".formatted(entries, maxEntries));
            }
            long bytes = Integer.toUnsignedLong(tail.getInt(end + 12));
            if (bytes > Math.min(MAX_DIRECTORY_BYTES, file.size())) {
                throw new ZipRefusedException("it declares an implausible directory size, %d bytes".formatted(bytes));
            }
            return entries;
        }
    }

    private static ByteBuffer tail(FileChannel file) throws IOException {
        int bytes = (int) Math.min(file.size(), BYTES + MAX_COMMENT_BYTES);
        ByteBuffer tail = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long start = file.size() - bytes;
        while (tail.hasRemaining() && file.read(tail, start + tail.position()) >= 0) {
            continue;
        }
        return tail.flip();
    }
}
