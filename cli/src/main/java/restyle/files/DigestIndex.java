package restyle.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Digests of large files from process to process: a text file with the digest of a {@link FileStamp} and that of the content on
 * each line, the latest last. Where it cannot be read or written, digests are computed anew.
 *
 * @param file where they are kept, if they are
 */
public record DigestIndex(Optional<Path> file) {

    private static final int MAX_LINES = 2000;
    private static final String HEX = "[0-9a-f]{64}";

    /** Returns one that keeps nothing. */
    public static DigestIndex none() {
        return new DigestIndex(Optional.empty());
    }

    /** Returns the one in a folder. */
    public static DigestIndex in(Path folder) {
        return new DigestIndex(Optional.of(folder.resolve("digests")));
    }

    Optional<String> get(FileStamp stamp) {
        String start = ContentDigests.ofText(stamp.toString()) + " ";
        return lines().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .reduce((first, last) -> last);
    }

    void put(FileStamp stamp, String digest) {
        if (file.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(lines());
        lines.add(ContentDigests.ofText(stamp.toString()) + " " + digest);
        List<String> latest = lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
        try {
            AtomicFile.write(file.get(), String.join("\n", latest) + "\n");
        } catch (FileFailure e) {
            // Computed anew the next time.
        }
    }

    private List<String> lines() {
        try {
            return file.isPresent() && Files.exists(file.get())
                    ? TextFile.read(file.get())
                            .lines()
                            .filter(line -> line.matches(HEX + " " + HEX))
                            .toList()
                    : List.of();
        } catch (FileFailure e) {
            return List.of();
        }
    }
}
