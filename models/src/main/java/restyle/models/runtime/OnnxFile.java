package restyle.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import restyle.models.graph.ModelException;
import restyle.models.graph.PlainPath;

/**
 * An {@code .onnx} file, opened wherever it lies: by its path, unless that cannot be passed on, see {@link PlainPath}; then by its bytes, and
 * weights beside it through a link to their folder.
 *
 * @param bytes of the file, where its path cannot be passed on
 * @param weightsFolder where the runtime looks for weights beside the file, if not in the file's own folder
 * @param link what is deleted when the file is loaded
 */
record OnnxFile(Path path, Optional<ByteBuffer> bytes, Optional<Path> weightsFolder, Optional<Path> link)
        implements AutoCloseable {

    /** @throws ModelException if it cannot be read */
    static OnnxFile at(Path path) {
        Path absolute = path.toAbsolutePath();
        if (PlainPath.isPlain(absolute)) {
            return new OnnxFile(path, Optional.empty(), Optional.empty(), Optional.empty());
        }
        try (FileChannel channel = FileChannel.open(absolute)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            Path folder = absolute.getParent();
            if (PlainPath.isPlain(folder)) {
                return new OnnxFile(path, Optional.of(bytes), Optional.of(folder), Optional.empty());
            }
            Optional<Path> link = link(folder);
            return new OnnxFile(path, Optional.of(bytes), link, link);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(path + " cannot be read: " + e, e);
        }
    }

    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException {
        return bytes.isPresent()
                ? environment.createSession(bytes.get(), options)
                : environment.createSession(path.toString(), options);
    }

    /** Empty where links cannot be made; then only files with weights beside them cannot be loaded. */
    private static Optional<Path> link(Path folder) {
        try {
            Path home = Files.createTempDirectory("restyle-link-");
            return Optional.of(Files.createSymbolicLink(home.resolve("models"), folder));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        link.ifPresent(made -> {
            made.toFile().delete();
            made.getParent().toFile().delete();
        });
    }
}
