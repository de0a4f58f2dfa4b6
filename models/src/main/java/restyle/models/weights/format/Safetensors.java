package restyle.models.weights.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorFile;

/**
 * Reads the header of a {@code .safetensors} file: 8 bytes with the header's length N, little-endian; N bytes of JSON; the tensors.
 * Every rule of the format is checked (github.com/huggingface/safetensors), so that afterwards each tensor is known to lie inside the
 * file and to have the bytes that its shape needs.
 */
public final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 100_000_000;

    private Safetensors() {}

    /** Returns whether a file has JSON where a header begins. */
    static boolean recognizes(FileChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(1);
        return file.read(start, LENGTH_BYTES) == 1 && start.get(0) == '{';
    }

    /**
     * @throws ModelException if there is no such file, or it breaks a rule of the format: the message says which and where
     */
    public static TensorFile read(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            return read(path, file);
        } catch (NoSuchFileException e) {
            throw new ModelException("there is no file " + path, e);
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "it is a folder" : String.valueOf(e.getMessage());
            throw new ModelException("cannot read " + path + ": " + reason, e);
        }
    }

    private static TensorFile read(Path path, FileChannel file) throws IOException {
        long size = file.size();
        Optional<String> foreign = recognizes(file) ? Optional.empty() : Beginning.ofForeign(file);
        if (foreign.isPresent()) {
            throw broken(path, "it is " + foreign.get());
        }
        if (size < LENGTH_BYTES) {
            throw broken(path, "it has " + size + " bytes, a header needs more; was the download cut off?");
        }
        long length = bytes(file, 0, LENGTH_BYTES).getLong();
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw broken(
                    path,
                    "its header would be " + Long.toUnsignedString(length) + " bytes long, at most " + MAX_HEADER_BYTES
                            + " are allowed");
        }
        if (LENGTH_BYTES + length > size) {
            throw broken(
                    path,
                    "its header of " + length + " bytes does not fit into its " + size
                            + " bytes; was the download cut off?");
        }
        SafetensorsHeader header = SafetensorsHeader.parse(path, text(path, bytes(file, LENGTH_BYTES, (int) length)));
        return new TensorFile(path, place(path, header.entries(), LENGTH_BYTES + length, size), header.metadata());
    }

    /** Checks that the tensors fill the rest of the file, one after the other. */
    private static Map<String, StoredTensor> place(
            Path path, Map<String, SafetensorsHeader.Entry> entries, long start, long size) {
        List<Map.Entry<String, SafetensorsHeader.Entry>> byOffset = entries.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                        .thenComparingLong(SafetensorsHeader.Entry::end)))
                .toList();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, SafetensorsHeader.Entry> next : byOffset) {
            SafetensorsHeader.Entry entry = next.getValue();
            if (entry.begin() != end || entry.end() < entry.begin()) {
                throw broken(
                        path,
                        "tensor %s lies at bytes %d to %d of the data; expected to begin at %d"
                                .formatted(next.getKey(), entry.begin(), entry.end(), end));
            }
            end = entry.end();
            FileRegion region = new FileRegion(path, start + entry.begin(), entry.end() - entry.begin());
            tensors.put(next.getKey(), new StoredTensor(next.getKey(), entry.type(), entry.shape(), region));
        }
        if (end != size - start) {
            throw broken(
                    path,
                    "its tensors need %d bytes, found %d; %s"
                            .formatted(
                                    end,
                                    size - start,
                                    end > size - start ? "was the download cut off?" : "something was appended"));
        }
        return tensors;
    }

    private static String text(Path path, ByteBuffer utf8) {
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(utf8);
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw new ModelException(path + " is not a valid safetensors file: its header is not UTF-8", e);
        }
    }

    private static ByteBuffer bytes(FileChannel file, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    static ModelException broken(Path path, String reason) {
        return new ModelException(path + " is not a valid safetensors file: " + reason);
    }
}
