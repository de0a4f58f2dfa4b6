package restyle.models.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads which other libraries a 64-bit library of Linux needs, from its dynamic section (System V ABI, "Dynamic Linking"), without loading it.
 */
final class SharedLibrary {
    private static final int MAGIC = 0x464C457F;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final long NEEDED = 1;
    private static final long STRING_TABLE = 5;

    /** No library has sections of this many entries; a damaged file might say so. */
    private static final int MAX_ENTRIES = 4096;

    private static final int MAX_NAME = 256;

    private final FileChannel file;
    private final List<Part> loaded = new ArrayList<>();
    private Part dynamic = new Part(0, 0, 0);

    /** A part of the file that has a place in memory. */
    private record Part(long offset, long address, long length) {}

    private SharedLibrary(FileChannel file) {
        this.file = file;
    }

    /**
     * Returns the names of the libraries, for example {@code libcudart.so.12}; none if the file is no such library.
     *
     * @throws IOException if it cannot be read
     */
    static List<String> needs(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            SharedLibrary library = new SharedLibrary(channel);
            return library.readHeaders() ? library.names() : List.of();
        }
    }

    private boolean readHeaders() throws IOException {
        ByteBuffer header = read(0, HEADER);
        boolean is64Bit = header.limit() == HEADER && header.getInt(0) == MAGIC && header.get(4) == 2;
        if (!is64Bit) {
            return false;
        }
        ByteBuffer programs = read(header.getLong(32), PROGRAM_HEADER * Math.min(header.getChar(56), MAX_ENTRIES));
        for (int at = 0; at + PROGRAM_HEADER <= programs.limit(); at += PROGRAM_HEADER) {
            Part part = new Part(programs.getLong(at + 8), programs.getLong(at + 16), programs.getLong(at + 32));
            switch (programs.getInt(at)) {
                case LOAD -> loaded.add(part);
                case DYNAMIC -> dynamic = part;
                default -> {}
            }
        }
        return true;
    }

    private List<String> names() throws IOException {
        ByteBuffer entries = read(dynamic.offset(), (int) Math.min(dynamic.length(), 16L * MAX_ENTRIES));
        List<Long> needed = new ArrayList<>();
        long strings = 0;
        for (int at = 0; at + 16 <= entries.limit() && entries.getLong(at) != 0; at += 16) {
            if (entries.getLong(at) == NEEDED) {
                needed.add(entries.getLong(at + 8));
            } else if (entries.getLong(at) == STRING_TABLE) {
                strings = entries.getLong(at + 8);
            }
        }
        List<String> names = new ArrayList<>();
        if (strings == 0) {
            return names; // a cut file: nobody knows where names are
        }
        for (long name : needed) {
            names.add(text(offset(strings) + name));
        }
        return names;
    }

    private long offset(long address) {
        return loaded.stream()
                .filter(part -> address >= part.address() && address < part.address() + part.length())
                .mapToLong(part -> address - part.address() + part.offset())
                .findFirst()
                .orElse(address);
    }

    private String text(long offset) throws IOException {
        String text = StandardCharsets.UTF_8.decode(read(offset, MAX_NAME)).toString();
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (offset >= 0) {
            while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
                continue;
            }
        }
        return bytes.flip();
    }
}
