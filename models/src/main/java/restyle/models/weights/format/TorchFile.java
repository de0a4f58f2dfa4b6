package restyle.models.weights.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import restyle.models.graph.ModelException;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorFile;

/**
 * Reads the tensors of a PyTorch file ({@code .ckpt .pth .pt .bin}), a zip or the stream that PyTorch wrote before 1.6, without
 * running anything of what the pickle in it may ask for. Tensors stay where they are in the file; only those that a network could not
 * read there, because they are packed or not in order, are copied to a temporary file.
 *
 * @see <a href="https://github.com/pytorch/pytorch/blob/main/torch/serialization.py">torch/serialization.py</a>
 */
public final class TorchFile {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** A pickle of protocol 2 that begins with a number of ten bytes: the old format's magic number. */
    private static final byte[] LEGACY = {(byte) 0x80, 2, (byte) 0x8a, 10};

    private static final int MAX_SHOWN_BYTES = 40;

    private TorchFile() {}

    /** Returns whether a file begins like one of PyTorch's. */
    static boolean recognizes(FileChannel file) throws IOException {
        return begins(file, ZIP) || begins(file, LEGACY);
    }

    /**
     * Returns the tensors of a state dict, by name; what else the file holds is left out.
     *
     * @throws ModelException if the file is broken, of another kind, or asks for anything that reading weights does not need
     */
    public static TensorFile read(Path path) {
        try (FileChannel file = FileChannel.open(path);
                SpilledTensors spilled = new SpilledTensors(file.size())) {
            TorchContent content = content(path, file, spilled);
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            TorchPlaces places = new TorchPlaces(content);
            for (Map.Entry<String, Pickled.View> found :
                    StateDicts.tensors(content.root()).entrySet()) {
                tensors.put(found.getKey(), places.place(found.getKey(), found.getValue()));
            }
            if (tensors.isEmpty()) {
                throw new ModelException("it holds no tensors");
            }
            spilled.keep();
            return new TensorFile(path, tensors, Map.of());
        } catch (NoSuchFileException e) {
            throw new ModelException("there is no file " + path, e);
        } catch (ModelException | IOException | ArithmeticException e) {
            String reason = Files.isDirectory(path) ? "it is a folder" : String.valueOf(e.getMessage());
            throw new ModelException(path + " cannot be read as a PyTorch file: " + reason, e);
        }
    }

    private static TorchContent content(Path path, FileChannel file, SpilledTensors spilled) throws IOException {
        if (begins(file, ZIP)) {
            return TorchZip.read(path, file, spilled);
        }
        if (begins(file, LEGACY)) {
            return TorchStream.read(path, file, spilled);
        }
        if (file.size() == 0) {
            throw new ModelException("it is empty");
        }
        Optional<String> foreign = Beginning.ofForeign(file);
        throw new ModelException(foreign.isPresent() ? "it is " + foreign.get() : "it begins with " + beginning(file));
    }

    private static boolean begins(FileChannel file, byte[] magic) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(magic.length);
        file.read(start, 0);
        return start.flip().equals(ByteBuffer.wrap(magic));
    }

    private static String beginning(FileChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MAX_SHOWN_BYTES);
        file.read(start, 0);
        String text = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
        return "\"" + text.replaceAll("[^ -~]", ".") + "\"";
    }
}
