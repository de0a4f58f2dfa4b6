package restyle.models.weights.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import restyle.models.graph.ModelException;

/**
 * The table of contents at the end of a zip, with the place of each entry's bytes, which java.util.zip does not tell. Sizes and places
 * have been checked against the file.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT 4.3 and 4.5.3</a>
 */
final class ZipDirectory {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_BYTES = 20;
    private static final int MAX_COMMENT_BYTES = 0xffff;
    private static final int MAX_DIRECTORY_BYTES = 1 << 26;
    private static final int EXTRA64 = 1;
    private static final long IN_EXTRA64 = 0xffffffffL;
    private static final int ENCRYPTED = 1;

    private final FileChannel file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * A file in the zip.
     *
     * @param offset first byte of its data in the zip
     * @param packedBytes bytes in the zip
     * @param bytes bytes when unpacked; equal to packedBytes unless deflated
     */
    record Entry(String name, boolean deflated, long offset, long packedBytes, long bytes) {}

    private ZipDirectory(FileChannel file) {
        this.file = file;
    }

    /**
     * Reads the directory.
     *
     * @throws ModelException if it is not there or contradicts the file
     */
    static Map<String, Entry> read(FileChannel file) throws IOException {
        ZipDirectory directory = new ZipDirectory(file);
        directory.readEntries(directory.locate());
        return directory.entries;
    }

    private ByteBuffer locate() throws IOException {
        long tailBytes = Math.min(file.size(), END_BYTES + MAX_COMMENT_BYTES);
        long tailStart = file.size() - tailBytes;
        ByteBuffer tail = bytes(tailStart, tailBytes);
        for (int at = (int) tailBytes - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_BYTES + unsigned16(tail, at + 20) == tailBytes) {
                return contents(tail, at, tailStart + at);
            }
        }
        throw new ModelException("the end of the zip is missing; was the download cut off?");
    }

    private ByteBuffer contents(ByteBuffer tail, int end, long endPosition) throws IOException {
        long size = unsigned32(tail, end + 12);
        long start = unsigned32(tail, end + 16);
        int locator = end - LOCATOR64_BYTES;
        if (locator >= 0 && tail.getInt(locator) == LOCATOR64) {
            ByteBuffer end64 = bytes(tail.getLong(locator + 8), END64_BYTES);
            if (end64.getInt(0) != END64) {
                throw new ModelException("the zip has no 64-bit end where it says so");
            }
            size = end64.getLong(40);
            start = end64.getLong(48);
        }
        if (size < 0 || size > MAX_DIRECTORY_BYTES || start < 0 || start > endPosition - size) {
            throw new ModelException("the directory of the zip cannot be %d bytes at byte %d".formatted(size, start));
        }
        return bytes(start, size);
    }

    private void readEntries(ByteBuffer directory) throws IOException {
        while (directory.remaining() >= ENTRY_BYTES && directory.getInt(directory.position()) == ENTRY) {
            int at = directory.position();
            int nameBytes = unsigned16(directory, at + 28);
            int extraBytes = unsigned16(directory, at + 30);
            int next = at + ENTRY_BYTES + nameBytes + extraBytes + unsigned16(directory, at + 32);
            if (next > directory.limit()) {
                throw new ModelException("the directory of the zip is cut off");
            }
            String name = new String(directory.array(), at + ENTRY_BYTES, nameBytes, StandardCharsets.UTF_8);
            ByteBuffer extra =
                    directory.slice(at + ENTRY_BYTES + nameBytes, extraBytes).order(ByteOrder.LITTLE_ENDIAN);
            Entry entry = entry(name, directory, at, large(extra));
            if (entries.put(name, entry) != null) {
                throw new ModelException("the zip has two entries " + name);
            }
            directory.position(next);
        }
    }

    private Entry entry(String name, ByteBuffer directory, int at, ByteBuffer large) throws IOException {
        int method = unsigned16(directory, at + 10);
        if ((unsigned16(directory, at + 8) & ENCRYPTED) != 0 || method != 0 && method != 8) {
            throw new ModelException("entry %s of the zip is encrypted or packed in an unusual way".formatted(name));
        }
        long bytes = size(directory, at + 24, large);
        long packedBytes = size(directory, at + 20, large);
        long header = size(directory, at + 42, large);
        ByteBuffer local = bytes(header, LOCAL_BYTES);
        long offset = header + LOCAL_BYTES + unsigned16(local, 26) + unsigned16(local, 28);
        if (local.getInt(0) != LOCAL || packedBytes < 0 || packedBytes > file.size() - offset || bytes < 0) {
            throw new ModelException("entry %s does not lie inside the zip".formatted(name));
        }
        if (method == 0 && bytes != packedBytes) {
            throw new ModelException("entry %s of the zip has two sizes".formatted(name));
        }
        return new Entry(name, method == 8, offset, packedBytes, bytes);
    }

    /** The 64-bit sizes of an entry: those that its 32-bit fields refer to, in their order. */
    private static ByteBuffer large(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & 0xffff;
            int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
            if (id == EXTRA64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private static long size(ByteBuffer directory, int at, ByteBuffer large) {
        long size = unsigned32(directory, at);
        return size == IN_EXTRA64 && large.remaining() >= Long.BYTES ? large.getLong() : size;
    }

    private ByteBuffer bytes(long position, long count) throws IOException {
        if (position < 0 || position > file.size() - count) {
            throw new ModelException("the zip refers to bytes behind its end; was the download cut off?");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    private static int unsigned16(ByteBuffer buffer, int at) {
        return buffer.getShort(at) & 0xffff;
    }

    private static long unsigned32(ByteBuffer buffer, int at) {
        return buffer.getInt(at) & 0xffffffffL;
    }
}
