package restyle.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import restyle.media.MediaPath;

/**
 * A folder of videos that are measured together.
 *
 * @param folder as the user named it
 * @param clips the videos in it, not those in folders below, sorted by name
 */
public record ClipFolder(String folder, List<MediaPath> clips) {

    public ClipFolder {
        clips = List.copyOf(clips);
    }

    /**
     * Lists a folder.
     *
     * @throws IllegalArgumentException if it is none, or has no video in it
     */
    public static ClipFolder of(String folder) {
        MediaPath path = MediaPath.input(folder);
        if (path.kind() != MediaPath.Kind.DIRECTORY) {
            throw new IllegalArgumentException(
                    folder + ": expected a folder of videos, as --fvd compares many clips, found a file");
        }
        try (Stream<Path> files = Files.list(path.path())) {
            List<MediaPath> clips = files.filter(file -> MediaPath.namesVideo(file)
                            && Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(file -> MediaPath.input(file.toString()))
                    .toList();
            if (clips.isEmpty()) {
                throw new IllegalArgumentException(
                        folder + ": has no videos in it; --fvd compares two folders of them");
            }
            return new ClipFolder(folder, clips);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }
}
