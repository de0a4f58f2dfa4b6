package restyle.models.check.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import restyle.models.model.ScaledName;

/**
 * A file with how strongly it counts, as in {@code FILE:0.6}.
 *
 * @param scale 1 for the strength that it was made with
 */
public record ScaledFile(Path file, float scale) {

    /**
     * Reads {@code FILE} or {@code FILE:SCALE}.
     *
     * @throws restyle.models.graph.ModelException if nobody can mean the scale
     */
    static ScaledFile parse(String text, float defaultScale) {
        ScaledName name = ScaledName.parse(text, defaultScale, ScaledFile::isThere);
        return new ScaledFile(Path.of(name.name()), (float) name.scale());
    }

    private static boolean isThere(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
