package restyle.models.weights.format;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;

/**
 * Temporary files with bytes of one file's tensors that cannot be read where they are. They are deleted when the program ends, or
 * with {@link #close} if they were not to be kept.
 */
final class SpilledTensors implements AutoCloseable {
    /** How much larger than its file the copies may be: weights hardly shrink when packed, and few tensors are repeated. */
    private static final long MAX_RATIO = 64;

    private static final long ALWAYS_ALLOWED_BYTES = 1 << 28;

    /** What a file costs at least: a pickle can name one tensor a million times. */
    private static final long MIN_BYTES = 1 << 12;

    private final List<Path> files = new ArrayList<>();
    private long allowedBytes;

    SpilledTensors(long fileBytes) {
        allowedBytes = ALWAYS_ALLOWED_BYTES + MAX_RATIO * fileBytes;
    }

    /** Copies exactly {@code count} bytes to a temporary file. */
    FileRegion write(InputStream in, long count) throws IOException {
        Path file = create(count);
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long rest = count; rest > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(rest, buffer.length));
                if (read < 0) {
                    throw new EOFException("a packed storage is shorter than the zip says");
                }
                out.write(buffer, 0, read);
                rest -= read;
            }
        }
        return new FileRegion(file, 0, count);
    }

    /**
     * Writes the elements of a view row by row.
     *
     * @param storage the bytes that it is a view of
     * @param bytes those of all its elements, of which there is at least one
     */
    FileRegion gather(FileRegion storage, Pickled.View view, long bytes) throws IOException {
        int elementBytes = view.type().bits() / Byte.SIZE;
        if (storage.length() > Integer.MAX_VALUE) {
            throw new ModelException(
                    "a transposed tensor in a storage of %d bytes is not supported".formatted(storage.length()));
        }
        Path file = create(bytes);
        try (FileChannel channel = FileChannel.open(storage.file());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            MappedByteBuffer from = channel.map(FileChannel.MapMode.READ_ONLY, storage.offset(), storage.length());
            byte[] element = new byte[elementBytes];
            long[] index = new long[view.size().length];
            long at = view.offset();
            do {
                from.get((int) at * elementBytes, element);
                out.write(element);
                at = next(view, index, at);
            } while (at >= 0);
        }
        return new FileRegion(file, 0, bytes);
    }

    /** Moves {@code index} on by one element, the last axis first, and returns its place in the storage, or -1 after the last. */
    private static long next(Pickled.View view, long[] index, long place) {
        long at = place;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            at += view.stride()[axis];
            if (++index[axis] < view.size()[axis]) {
                return at;
            }
            at -= view.stride()[axis] * view.size()[axis];
            index[axis] = 0;
        }
        return -1;
    }

    private Path create(long bytes) throws IOException {
        allowedBytes -= Math.max(bytes, MIN_BYTES);
        if (allowedBytes < 0) {
            throw new ModelException("it unpacks to more than %d times its size".formatted(MAX_RATIO));
        }
        Path file = Files.createTempFile("restyle-tensors-", ".bin");
        file.toFile().deleteOnExit();
        files.add(file);
        return file;
    }

    /** Leaves the copies to the tensors that refer to them. */
    void keep() {
        files.clear();
    }

    /** Deletes what is not kept; where the system still holds a file, it goes with the program. */
    @Override
    public void close() {
        files.forEach(file -> file.toFile().delete());
    }
}
