package restyle.video;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path that a user gave, and what it stands for.
 *
 * @param kind what it stands for
 * @param path the file or directory; for a sequence its pattern, whose last part holds {@code %05d} or {@code *}
 */
public record MediaPath(Kind kind, Path path) {

    /** What a path stands for. */
    public enum Kind {
        /** A video file, animated GIF included. */
        VIDEO,
        /** A single picture. */
        IMAGE,
        /** A picture a frame, numbered ({@code frames/%05d.png}) or, for reading only, sorted ({@code frames/*.png}). */
        SEQUENCE,
        /** Many of the others. */
        DIRECTORY
    }

    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "webp", "bmp", "tif", "tiff");
    private static final Set<String> VIDEOS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "gif", "mpg", "mpeg", "m2v", "mxf", "ts", "mts", "m2ts", "vob",
            "wmv", "asf", "flv", "f4v", "ogv", "3gp", "3g2", "dv", "y4m");
    private static final Set<String> WRITABLE_IMAGES = Set.of("png", "jpg", "jpeg", "webp");
    private static final Pattern NUMBER = Pattern.compile("%(0\\d+)?d");

    /**
     * Says what to read.
     *
     * @throws VideoException if there is nothing there, it is empty, or it may not be read
     */
    public static MediaPath input(String text) {
        Path path = path(text);
        if (!Files.exists(path) && (isNumbered(path) || isGlob(path))) {
            return sequence(path);
        }
        if (!Files.exists(path)) {
            throw new VideoException(path + " does not exist");
        }
        if (!Files.isReadable(path)) {
            throw new VideoException(path + " may not be read: check its permissions");
        }
        if (Files.isDirectory(path)) {
            return new MediaPath(Kind.DIRECTORY, path);
        }
        if (path.toFile().length() == 0 && Files.isRegularFile(path)) {
            throw new VideoException(path + " is empty (0 bytes)");
        }
        return new MediaPath(IMAGES.contains(extension(path)) ? Kind.IMAGE : Kind.VIDEO, path);
    }

    /**
     * Says what to write: by the extension; a path without one, or one that ends with a slash, is a directory.
     *
     * @throws VideoException if nothing is known that is written under such a name
     */
    public static MediaPath output(String text) {
        Path path = path(text);
        if (Files.isDirectory(path)
                || text.endsWith("/")
                || text.endsWith("\\")
                || extension(path).isEmpty()) {
            return new MediaPath(Kind.DIRECTORY, path);
        }
        boolean image = WRITABLE_IMAGES.contains(extension(path));
        if (isNumbered(path) && image) {
            return new MediaPath(Kind.SEQUENCE, path);
        }
        if (isGlob(path)) {
            throw new VideoException("%s: an output sequence needs a number, for example %s"
                    .formatted(path, path.resolveSibling("%05d." + extension(path))));
        }
        if (!image && Container.of(path).isEmpty()) {
            throw new VideoException("%s: cannot write .%s; known are %s and, for pictures, png, jpg, webp"
                    .formatted(path, extension(path), Container.extensions()));
        }
        return new MediaPath(image ? Kind.IMAGE : Kind.VIDEO, path);
    }

    /** Whether something is a sequence of pictures by its name alone: it holds {@code %05d}, or wildcards and a picture's ending. */
    public static boolean namesSequence(String text) {
        Path path = path(text);
        return isNumbered(path) || isGlob(path) && IMAGES.contains(extension(path));
    }

    /** Whether a name has the ending of a video file. */
    public static boolean namesVideo(Path path) {
        return VIDEOS.contains(extension(path));
    }

    /** The same name with an ending that can be written: its own if possible, otherwise {@code .mp4}, or {@code .png} for pictures. */
    public static Path writable(Path path) {
        String extension = extension(path);
        if (WRITABLE_IMAGES.contains(extension) || Container.of(path).isPresent()) {
            return path;
        }
        String name = path.getFileName().toString();
        String stem = extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
        return path.resolveSibling(stem + (IMAGES.contains(extension) ? ".png" : ".mp4"));
    }

    /** Whether something is there already: the file, or any picture of the sequence. */
    public boolean exists() {
        return kind == Kind.SEQUENCE ? SequenceFiles.exist(this) : Files.exists(path);
    }

    /** Deletes what a killed process left of an output in the making; nobody else may be writing it. */
    public void removeLeftovers() {
        Leftovers.remove(path);
    }

    /** The files that this clip is made of, in order; for reading only. */
    public List<Path> files() {
        return kind == Kind.SEQUENCE ? SequenceFiles.of(this).files() : List.of(path);
    }

    /** The extension of a name in lower case, without its dot; empty if there is none. */
    static String extension(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The name of one file of a numbered sequence. */
    Path numbered(long number) {
        String name = NUMBER.matcher(path.getFileName().toString())
                .replaceFirst(match -> match.group().formatted(number));
        return path.resolveSibling(name);
    }

    /** Matches the names of a numbered sequence; group 1 is the number. */
    static Pattern numberPattern(Path pattern) {
        String[] around = NUMBER.split(pattern.getFileName().toString(), 2);
        return Pattern.compile(Pattern.quote(around[0]) + "(\\d{1,18})" + Pattern.quote(around[1]));
    }

    static boolean isNumbered(Path path) {
        return path.getFileName() != null
                && NUMBER.matcher(path.getFileName().toString()).find();
    }

    private static boolean isGlob(Path path) {
        return path.toString().contains("*") || path.toString().contains("?");
    }

    private static MediaPath sequence(Path pattern) {
        if (!IMAGES.contains(extension(pattern))) {
            throw new VideoException("%s: a sequence is made of pictures (%s)"
                    .formatted(
                            pattern, String.join(", ", IMAGES.stream().sorted().toList())));
        }
        return new MediaPath(Kind.SEQUENCE, pattern);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new VideoException("'%s' is not a path: %s".formatted(text, e.getReason()), e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
