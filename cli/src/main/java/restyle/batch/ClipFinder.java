package restyle.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import restyle.batch.ClipPlaces.Found;
import restyle.files.LocalPath;
import restyle.job.JobException;
import restyle.media.MediaPath;
import restyle.media.SequencePattern;
import restyle.media.VideoException;

/**
 * Finds the clips that {@code INPUT... -o OUTPUT} stand for: files, image sequences, every video in a directory, what matches a
 * pattern. In an output directory a clip of a directory keeps its place in the tree, any other its name; an ending that cannot
 * be written becomes {@code .mp4}. Nothing is opened. What is wrong with one input is noted with it and stops no other.
 */
public final class ClipFinder {

    private final Optional<Path> folder;
    private final List<Found> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ClipFinder(MediaPath output) {
        folder = output.kind() == MediaPath.Kind.DIRECTORY ? Optional.of(output.path()) : Optional.empty();
    }

    /**
     * Returns the clips in the order of the inputs, those of a directory or a pattern sorted by name.
     *
     * @throws JobException if the output is one file and the inputs are not one clip, or it is none that can be written
     */
    public static FoundClips find(List<String> inputs, String output) {
        try {
            return new ClipFinder(MediaPath.typedOutput(output)).clips(inputs, output);
        } catch (VideoException e) {
            throw new JobException(e.getMessage(), e);
        }
    }

    private FoundClips clips(List<String> inputs, String output) {
        inputs.forEach(this::expand);
        if (folder.isPresent()) {
            return new FoundClips(ClipPlaces.below(folder.get(), found), notes);
        }
        if (inputs.size() == 1 && found.size() == 1 && found.get(0).input().equals(inputs.get(0))) {
            return new FoundClips(
                    List.of(new ClipPath(inputs.get(0), output, found.get(0).problem())), notes);
        }
        throw new JobException("-o %s: expected a directory for %s, found a file; name a directory, for example %s"
                .formatted(output, found.size() == 1 ? "a directory" : found.size() + " clips", "styled/"));
    }

    private void expand(String input) {
        try {
            if (input.isEmpty()) {
                found.add(Found.bad(
                        input, "an INPUT is empty, perhaps a variable that is not set; name a video or a directory"));
                return;
            }
            LocalPath.requireNoAddress(input);
            if (MediaPath.namesSequence(input)) {
                add(input, sequencePlace(input));
            } else if (ClipPattern.isPattern(input) && !exists(input)) {
                expandPattern(ClipPattern.parse(input));
            } else if (Files.isDirectory(LocalPath.of(input))) {
                expandFolder(Path.of(input));
            } else {
                addFile(input, Path.of(input));
            }
        } catch (PatternSyntaxException e) {
            found.add(Found.bad(input, "%s is not a pattern: %s".formatted(input, e.getDescription())));
        } catch (IllegalArgumentException e) {
            found.add(Found.bad(input, e.getMessage()));
        } catch (IOException e) {
            found.add(Found.bad(input, "%s cannot be listed: %s".formatted(input, FolderListing.reason(e))));
        }
    }

    private static boolean exists(String input) {
        try {
            return Files.exists(Path.of(input));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** {@code shots/a/*.png} goes to {@code a/%05d.png}. */
    private static Path sequencePlace(String pattern) {
        String name = MediaPath.name(pattern);
        Path file = Path.of(name.contains("%") ? name : "%05d." + MediaPath.extension(name));
        Path parent = LocalPath.of(MediaPath.folder(pattern).replace('\\', '/'))
                .toAbsolutePath()
                .normalize()
                .getFileName();
        return parent == null ? file : parent.resolve(file);
    }

    private void expandPattern(ClipPattern pattern) throws IOException {
        List<Path> files = pattern.matching(List.of());
        if (Files.isDirectory(pattern.folder())) {
            FolderListing listing = FolderListing.of(pattern.folder(), pattern.depth(), folder);
            notes.addAll(listing.notes());
            files = pattern.matching(listing.files());
        }
        addAll(pattern.text(), pattern.folder(), files, " matches no video");
    }

    private void expandFolder(Path root) throws IOException {
        FolderListing listing = FolderListing.of(root, Integer.MAX_VALUE, folder);
        notes.addAll(listing.notes());
        List<Path> videos =
                listing.files().stream().filter(MediaPath::namesVideo).toList();
        addAll(root.toString(), root, videos, " holds no video");
    }

    private void addAll(String input, Path root, List<Path> files, String ifNone) {
        for (Path file : files) {
            if (isText(file)) {
                add(file.toString(), root.relativize(file));
            } else {
                found.add(Found.bad(
                        file.toString(),
                        "%s: its name has letters that this locale (%s) does not know; set LC_ALL=C.UTF-8, or rename it"
                                .formatted(file, System.getProperty("sun.jnu.encoding"))));
            }
        }
        if (files.isEmpty()) {
            found.add(Found.bad(input, input + ifNone));
        }
    }

    /** Whether the name of a file survives being text: under an ASCII locale others are there but cannot be named. */
    private static boolean isText(Path file) {
        try {
            return Path.of(file.toString()).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A file by its name; one with the name of a sequence cannot keep it in a directory. */
    private void addFile(String input, Path file) {
        String name = file.getFileName().toString();
        if (folder.isPresent() && SequencePattern.isNumbered(name) && !MediaPath.namesVideo(file)) {
            found.add(Found.bad(
                    input,
                    input + ": its name would stand for a sequence in the output directory; "
                            + "give it a file with -o"));
        } else {
            add(input, file.getFileName());
        }
    }

    private void add(String input, Path place) {
        found.add(Found.at(input, place));
    }
}
