package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.function.Executable;
import restyle.models.graph.ModelException;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/**
 * Model files to test with, in a folder.
 *
 * @param folder of the files that are written
 */
record TestModels(Path folder) {

    /** A trained model of another form than Stable Diffusion 1.5 in nearly every respect. */
    static final Path STARTER = Path.of("starter");

    /** Copies some networks of the starter pack into the folder. */
    void copyStarter(String... parts) throws IOException {
        for (String part : parts) {
            Path target = Files.createDirectories(folder.resolve(part));
            try (var files = Files.list(STARTER.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
    }

    /** Writes the tensors of a manifest with seeded values. */
    Path seeded(String manifest) {
        return seeded(manifest, name -> true);
    }

    /** Writes some of the tensors of a manifest. */
    Path seeded(String manifest, Predicate<String> kept) {
        Map<String, long[]> names = SeededFiles.manifest(manifest);
        names.keySet().removeIf(kept.negate());
        return SeededFiles.write(folder.resolve(manifest + ".safetensors"), names, 1, StoredType.F16);
    }

    /** Asserts that something is refused with a message that begins like this. */
    static void refuses(String message, Executable operation) {
        ModelException e = assertThrows(ModelException.class, operation);
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}
