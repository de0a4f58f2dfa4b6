package restyle.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import restyle.files.AtomicFile;

/**
 * The file that {@code --report} names.
 *
 * @param path where it is or will be
 */
public record ReportFile(Path path) {

    /** Says why it cannot be written, if that is known before the work is done. Another kind of file is never replaced. */
    public Optional<String> problem() {
        String name = "--report " + path;
        if (path.toString().isEmpty() || path.toString().equals("-") || path.getFileName() == null) {
            return Optional.of(name + ": expected the name of a file");
        } else if (Files.isDirectory(path)) {
            return Optional.of(name + ": is a directory; name a file in it");
        } else if (Files.exists(path) && !isReport()) {
            return Optional.of(name + ": exists and is not a report; name another file");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return Optional.of("%s: the folder %s does not exist; make it first".formatted(name, folder));
        } else if (!Files.isWritable(folder)) {
            return Optional.of("%s: no permission to write to the folder %s".formatted(name, folder));
        }
        return Optional.empty();
    }

    private boolean isReport() {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream text = Files.newInputStream(path)) {
            int first = text.read();
            return first == '{' || first < 0; // an empty file has nothing to lose
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes it in one step. */
    void write(String json) {
        AtomicFile.write(path, json);
    }
}
