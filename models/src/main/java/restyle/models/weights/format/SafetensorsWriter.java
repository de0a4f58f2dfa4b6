package restyle.models.weights.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import restyle.models.weights.StoredType;

/**
 * Writes a {@code .safetensors} file as its values become known, in constant memory. Everything goes to a temporary file beside the
 * target; only {@link #commit} gives it its name, replacing a file of that name, so a reader never sees half a file.
 *
 * <p>The tensors are declared first and then written in that order. One whose first size is -1 gets as many rows as are written.
 */
public final class SafetensorsWriter implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 16;

    /** How much longer the numbers of an entry may become: three of up to 19 digits. */
    private static final int OFFSETS_BYTES = 60;

    private final Path target;
    private final Optional<Path> part;
    private final SeekableByteChannel file;
    private final List<Slot> slots;
    private final long[] written;
    private final int headerBytes;
    private int current;

    /**
     * A tensor to come.
     *
     * @param shape sizes of the axes; the first may be -1
     */
    public record Slot(String name, StoredType type, long... shape) {}

    private SafetensorsWriter(Path target, List<Slot> slots, Optional<Path> part, SeekableByteChannel file)
            throws IOException {
        this.target = target;
        this.part = part;
        this.file = file;
        this.slots = List.copyOf(slots);
        written = new long[slots.size()];
        headerBytes = aligned(json().length + OFFSETS_BYTES * slots.size());
        file.position(Long.BYTES + headerBytes);
    }

    /**
     * Begins a file.
     *
     * @throws UncheckedIOException if its folder cannot be written to
     */
    public static SafetensorsWriter create(Path target, List<Slot> slots) {
        try {
            Path part = target.toAbsolutePath().resolveSibling(".tensors." + UUID.randomUUID() + ".part");
            FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new SafetensorsWriter(target, slots, Optional.of(part), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /**
     * Begins to write into a file that is open, and empty. Naming and closing it is left to its owner; {@link #commit} completes
     * its content.
     *
     * @param target its name in messages
     * @throws UncheckedIOException if it cannot be written to
     */
    public static SafetensorsWriter into(SeekableByteChannel file, Path target, List<Slot> slots) {
        try {
            return new SafetensorsWriter(target, slots, Optional.empty(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /** Appends little-endian bytes to a tensor: the one written last, or the next. */
    public void write(String name, ByteBuffer bytes) {
        while (current < slots.size() && !slots.get(current).name().equals(name)) {
            current++;
        }
        if (current == slots.size()) {
            throw new IllegalStateException("tensor " + name + " was not declared, or another was written after it");
        }
        written[current] += bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /** Appends float32 values to a tensor of type {@link StoredType#F32}. */
    public void write(String name, FloatBuffer values) {
        FloatBuffer rest = values.duplicate();
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), CHUNK_BYTES / Float.BYTES);
            chunk.clear().limit(count * Float.BYTES);
            chunk.asFloatBuffer().put(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
            write(name, chunk);
        }
    }

    /** Writes the whole of a tensor of type {@link StoredType#I64}. */
    public void write(String name, long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        write(name, bytes);
    }

    /**
     * Finishes the file and gives it its name.
     *
     * @throws IllegalStateException if a tensor has got fewer or more bytes than its shape needs
     */
    public void commit() {
        for (int i = 0; i < written.length; i++) {
            long needed = Arrays.stream(shape(i)).reduce(elementBytes(i), (a, b) -> a * b);
            if (written[i] != needed) {
                throw new IllegalStateException("tensor %s needs %d bytes, %d were written"
                        .formatted(slots.get(i).name(), needed, written[i]));
            }
        }
        byte[] json = json();
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + headerBytes).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(header.array(), (byte) ' ');
        header.putLong(headerBytes).put(json).rewind();
        try {
            for (file.position(0); header.hasRemaining(); ) {
                file.write(header);
            }
            if (part.isPresent()) {
                ((FileChannel) file).force(true);
                file.close();
                Files.move(part.get(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private byte[] json() {
        List<String> entries = new ArrayList<>();
        long begin = 0;
        for (int i = 0; i < written.length; i++) {
            String name = slots.get(i).name().replace("\\", "\\\\").replace("\"", "\\\"");
            entries.add(String.format(
                    Locale.ROOT,
                    "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
                    name,
                    slots.get(i).type(),
                    Arrays.toString(shape(i)),
                    begin,
                    begin + written[i]));
            begin += written[i];
        }
        return ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** The shape of a tensor as far as it is written. */
    private long[] shape(int slot) {
        long[] shape = slots.get(slot).shape().clone();
        if (shape.length > 0 && shape[0] == -1) {
            long row = Arrays.stream(shape).skip(1).reduce(elementBytes(slot), (a, b) -> a * b);
            shape[0] = row == 0 ? 0 : written[slot] / row;
        }
        return shape;
    }

    private long elementBytes(int slot) {
        return slots.get(slot).type().bits() / Byte.SIZE;
    }

    /** Data behind such a header is aligned for every type. */
    private static int aligned(int bytes) {
        return (bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }

    /** Drops the temporary file, if there is one, unless {@link #commit} has named it. */
    @Override
    public void close() {
        if (part.isEmpty()) {
            return;
        }
        try {
            file.close();
            Files.deleteIfExists(part.get());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + part, e);
        }
    }
}
