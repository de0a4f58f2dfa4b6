package restyle.models.check.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import restyle.models.graph.ModelException;
import restyle.models.model.ScaledName;

/** Where a result may be written: over an older result, but over nothing that the same run reads, which may be somebody's only copy. */
final class FreePlace {

    private FreePlace() {}

    /** @throws ModelException if a file or folder that is read is, or holds, the one that would be written */
    static void require(Path out, List<Path> weights, RunOptions options, Optional<Path> in) {
        Stream<Path> named = options.values().values().stream()
                .flatMap(List::stream)
                .map(text -> ScaledName.parse(text, 1, FreePlace::isThere).name())
                .filter(FreePlace::isThere)
                .map(Path::of);
        Stream.of(weights.stream(), in.stream(), named)
                .flatMap(paths -> paths)
                .filter(read -> isWithin(out, read))
                .findFirst()
                .ifPresent(read -> {
                    throw new ModelException(
                            "--out %s: would overwrite a file that is read (%s); name another".formatted(out, read));
                });
    }

    private static boolean isThere(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false; // a prompt, for one
        }
    }

    private static boolean isWithin(Path out, Path read) {
        try {
            return Files.exists(out) && Files.exists(read) && out.toRealPath().startsWith(read.toRealPath());
        } catch (IOException e) {
            throw new ModelException("cannot read " + read + ": " + e.getMessage(), e);
        }
    }
}
