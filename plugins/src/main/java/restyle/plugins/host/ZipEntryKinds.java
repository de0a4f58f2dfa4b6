package restyle.plugins.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks for links and devices in a zip, which java.util.zip does not tell from files.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT 4.3.12 and 4.3.16</a>
 */
final class ZipEntryKinds {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MOST_COMMENT_BYTES = 0xffff;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int MOST_DIRECTORY_BYTES = 1 << 26;

    /** Unix file types in the upper half of an entry's external attributes; 0 where the writer did not say. */
    private static final int TYPE_MASK = 0xf000;

    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;

    private ZipEntryKinds() {}

    /**
     * Refuses a zip that holds anything but files and folders.
     *
     * @param expectedEntries how many entries java.util.zip found; another count means that the zip can be read in two ways
     */
    static void check(Path zip, int expectedEntries) throws IOException {
        ByteBuffer directory = directory(zip);
        int entries = 0;
        while (directory.remaining() >= ENTRY_BYTES && directory.getInt(directory.position()) == ENTRY_SIGNATURE) {
            int at = directory.position();
            int type = directory.getInt(at + 38) >>> 16 & TYPE_MASK;
            int nameBytes = length(directory, at + 28);
            int next = at + ENTRY_BYTES + nameBytes + length(directory, at + 30) + length(directory, at + 32);
            if (next > directory.limit()) {
                throw new PluginException("its directory is cut off");
            }
            if (type != 0 && type != REGULAR && type != FOLDER) {
                String name = new String(directory.array(), at + ENTRY_BYTES, nameBytes, StandardCharsets.UTF_8);
                throw new PluginException(
                        "its entry '%s' is a link or a device, only files are allowed".formatted(name));
            }
            directory.position(next);
            entries++;
        }
        if (entries != expectedEntries) {
            throw new PluginException(
                    "its directory is inconsistent: %d and %d entries".formatted(expectedEntries, entries));
        }
    }

    private static ByteBuffer directory(Path zip) throws IOException {
        try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ)) {
            int tailBytes = (int) Math.min(file.size(), END_BYTES + MOST_COMMENT_BYTES);
            ByteBuffer tail = read(file, file.size() - tailBytes, tailBytes);
            int end = tailBytes - END_BYTES;
            while (end >= 0
                    && (tail.getInt(end) != END_SIGNATURE || end + END_BYTES + length(tail, end + 20) != tailBytes)) {
                end--;
            }
            if (end < 0) {
                throw new PluginException("its end is missing or followed by other data");
            }
            long bytes = tail.getInt(end + 12) & 0xffffffffL;
            long start = file.size() - tailBytes + end - bytes;
            if (bytes > MOST_DIRECTORY_BYTES || start < 0) {
                throw new PluginException("its directory of %d bytes is absurd".formatted(bytes));
            }
            return read(file, start, (int) bytes);
        }
    }

    private static ByteBuffer read(FileChannel file, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
            continue;
        }
        return buffer.flip();
    }

    private static int length(ByteBuffer buffer, int at) {
        return buffer.getShort(at) & 0xffff;
    }
}
