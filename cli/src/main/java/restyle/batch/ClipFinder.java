package restyle.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import restyle.job.JobException;
import restyle.media.MediaPath;
import restyle.media.VideoException;

/**
 * Finds the clips that {@code INPUT... -o OUTPUT} stand for: files, image sequences, every video in a directory, what matches a
 * pattern. In an output directory a clip of a directory keeps its place in the tree, any other its name; an ending that cannot
 * be written becomes {@code .mp4}. Nothing is opened.
 */
public final class ClipFinder {

    /** A clip and its place below the output directory. */
    private record Found(String input, Path place, Optional<String> problem) {}

    private final Optional<Path> folder;
    private final List<Found> found = new ArrayList<>();

    private ClipFinder(MediaPath output) {
        folder = output.kind() == MediaPath.Kind.DIRECTORY ? Optional.of(output.path()) : Optional.empty();
    }

    /**
     * The clips in the order of the inputs, those of a directory or a pattern sorted by name.
     *
     * @throws JobException if the output is one file and the inputs are not one clip
     */
    public static List<ClipPath> find(List<String> inputs, String output) {
        try {
            return new ClipFinder(MediaPath.output(output)).clips(inputs, output);
        } catch (VideoException e) {
            throw new JobException(e.getMessage(), e);
        } catch (IOException e) {
            throw new JobException("cannot list the inputs: " + e.getMessage(), e);
        }
    }

    private List<ClipPath> clips(List<String> inputs, String output) throws IOException {
        if (folder.isEmpty() && inputs.size() == 1 && !isMany(inputs.get(0))) {
            return List.of(new ClipPath(inputs.get(0), output));
        }
        for (String input : inputs) {
            expand(input);
        }
        if (folder.isEmpty()) {
            throw new JobException("-o %s: expected a directory for %s, found a file; name a directory, for example %s"
                    .formatted(output, found.size() == 1 ? "a directory" : found.size() + " clips", "styled/"));
        }
        return placed(folder.get());
    }

    private List<ClipPath> placed(Path root) {
        List<ClipPath> clips = new ArrayList<>();
        Map<Path, String> taken = new HashMap<>();
        for (Found clip : found) {
            Path output = root.resolve(MediaPath.writable(clip.place));
            String before = clip.problem.isPresent() ? null : taken.putIfAbsent(output.normalize(), clip.input);
            Optional<String> collision = Optional.ofNullable(before)
                    .map(other -> "its result would have the name of that of %s, %s; give it another output"
                            .formatted(other, output));
            clips.add(new ClipPath(clip.input, output.toString(), clip.problem.or(() -> collision)));
        }
        return clips;
    }

    private static boolean isMany(String input) {
        return !MediaPath.namesSequence(input) && (isPattern(input) || Files.isDirectory(Path.of(input)));
    }

    private static boolean isPattern(String input) {
        return (input.contains("*") || input.contains("?")) && !new File(input).exists();
    }

    private void expand(String input) throws IOException {
        if (MediaPath.namesSequence(input)) {
            add(input, sequencePlace(Path.of(input)));
        } else if (isPattern(input)) {
            expandPattern(input);
        } else if (Files.isDirectory(Path.of(input))) {
            List<Path> videos = list(Path.of(input), Integer.MAX_VALUE, MediaPath::namesVideo);
            addAll(Path.of(input), videos, "holds no video");
        } else {
            add(input, Path.of(input).getFileName());
        }
    }

    /** {@code shots/a/*.png} goes to {@code a/%05d.png}. */
    private static Path sequencePlace(Path pattern) {
        String name = pattern.getFileName().toString();
        Path file = Path.of(name.contains("%") ? name : "%05d" + name.substring(name.lastIndexOf('.')));
        Path parent = pattern.toAbsolutePath().normalize().getParent().getFileName();
        return parent == null ? file : parent.resolve(file);
    }

    private void expandPattern(String pattern) throws IOException {
        String unix = pattern.replace('\\', '/');
        int wildcard = (int) unix.chars().takeWhile(c -> c != '*' && c != '?').count();
        String base = unix.substring(0, unix.lastIndexOf('/', wildcard) + 1);
        int depth = unix.contains("**")
                ? Integer.MAX_VALUE
                : unix.substring(base.length()).split("/").length;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + unix.substring(base.length()));
        Path root = Path.of(base);
        boolean namesKind = unix.lastIndexOf('.') > unix.lastIndexOf('*');
        addAll(
                root,
                Files.isDirectory(root)
                        ? list(
                                root,
                                depth,
                                file -> matcher.matches(root.relativize(file))
                                        && (namesKind || MediaPath.namesVideo(file)))
                        : List.of(),
                pattern + " matches no video");
    }

    /** Files below a folder, without hidden ones and without results of earlier runs. */
    private List<Path> list(Path root, int depth, Predicate<Path> wanted) throws IOException {
        Optional<Path> results = folder.map(path -> path.toAbsolutePath().normalize())
                .filter(path -> !path.equals(root.toAbsolutePath().normalize()));
        try (Stream<Path> files = Files.walk(root, depth)) {
            return files.filter(file -> !isHidden(root.relativize(file)))
                    .filter(file -> results.isEmpty()
                            || !file.toAbsolutePath().normalize().startsWith(results.get()))
                    .filter(Files::isRegularFile)
                    .filter(wanted)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void addAll(Path root, List<Path> files, String ifNone) {
        for (Path file : files) {
            add(file.toString(), root.relativize(file));
        }
        if (files.isEmpty()) {
            found.add(new Found(root.toString(), root, Optional.of(ifNone)));
        }
    }

    private void add(String input, Path place) {
        found.add(new Found(input, place, Optional.empty()));
    }
}
