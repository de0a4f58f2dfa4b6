package restyle.models.weights.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import restyle.models.graph.ModelException;
import restyle.models.weights.FileMemo;
import restyle.models.weights.TensorFile;

/** Reads weight files of any format that is known, by what they hold rather than by their names. */
public final class TensorFiles {
    private static final Set<String> TORCH_EXTENSIONS = Set.of("ckpt", "pth", "pt", "bin");

    /** A job asks for one file many times; names and shapes take little room. */
    private static final int MAX_REMEMBERED = 64;

    private static final FileMemo<TensorFile> READ = new FileMemo<>(MAX_REMEMBERED);

    private TensorFiles() {}

    /**
     * Reads what the file holds: names, types, shapes and places, not values. A file that has not changed is not read again.
     *
     * @throws ModelException if it is not there, broken, or of no known format
     */
    public static TensorFile read(Path path) {
        return READ.of(path, TensorFiles::readNow);
    }

    private static TensorFile readNow(Path path) {
        return isTorch(path) ? TorchFile.read(path) : Safetensors.read(path);
    }

    private static boolean isTorch(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            return TorchFile.recognizes(file) || !Safetensors.recognizes(file) && hasTorchExtension(path);
        } catch (IOException e) {
            // The reader says what is wrong.
            return hasTorchExtension(path);
        }
    }

    /** Returns whether a file is called like one that can be read. */
    public static boolean isCalledLikeOne(Path path) {
        return extension(path).equals("safetensors") || hasTorchExtension(path);
    }

    private static boolean hasTorchExtension(Path path) {
        return TORCH_EXTENSIONS.contains(extension(path));
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
