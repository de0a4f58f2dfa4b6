package restyle.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import restyle.media.VideoException;
import restyle.media.write.PartialFile;

/** Writes a text file that has its name only when it is complete. */
final class WholeFile {

    private WholeFile() {}

    static void write(Path file, String text) {
        try (PartialFile partial = new PartialFile(file)) {
            Files.writeString(partial.path(), text);
            partial.commit();
        } catch (IOException e) {
            throw new VideoException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
