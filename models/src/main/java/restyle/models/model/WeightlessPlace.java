package restyle.models.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import restyle.models.graph.ModelException;
import restyle.models.weights.format.TensorFiles;

/**
 * A file or folder in which no weights were found.
 *
 * @param path of it, which is there
 */
public record WeightlessPlace(Path path) {
    private static final int MAX_NAMES = 3;

    /**
     * Returns the error that it has no weights.
     *
     * @param expected what should be there, with its article
     */
    public ModelException expecting(String expected) {
        if (!Files.isDirectory(path)) {
            return new ModelException("%s holds no tensors; expected %s".formatted(path, expected));
        }
        String other = weights(path).stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        if (!other.isEmpty()) {
            return new ModelException(
                    "%s is a folder whose weights have another name than diffusers gives them (%s); expected %s; name the file itself"
                            .formatted(path, other, expected));
        }
        List<String> names = names(path);
        return new ModelException("%s is %s; expected %s"
                .formatted(path, names.isEmpty() ? "an empty folder" : "a folder without weights", expected));
    }

    /** Tells whether a place is a folder with weight files of which none has a name that diffusers gives. */
    static boolean isNamedOtherwise(Path place) {
        return Files.isDirectory(place)
                && FolderWeights.in(place).isEmpty()
                && !weights(place).isEmpty();
    }

    private static List<String> weights(Path folder) {
        return names(folder).stream()
                .filter(name -> TensorFiles.isCalledLikeOne(folder.resolve(name)))
                .toList();
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new ModelException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
