package restyle.media;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A path that a user gave, and what it stands for.
 *
 * @param kind what it stands for
 * @param path the file or directory; for a sequence the directory it is in, empty for the working directory
 * @param pattern for a sequence the names of its files, with {@code %05d} or {@code *}; else empty
 */
public record MediaPath(Kind kind, Path path, String pattern) {

    /** What a path stands for. */
    public enum Kind {
        /** A video file, animated GIF and APNG included. */
        VIDEO,
        /** A single picture, or an animation in a picture's file: WebP, PNG. */
        IMAGE,
        /** A picture a frame, numbered ({@code frames/%05d.png}) or, for reading only, sorted ({@code frames/*.png}). */
        SEQUENCE,
        /** Many of the others. */
        DIRECTORY
    }

    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "webp", "bmp", "tif", "tiff");
    private static final Set<String> VIDEOS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "gif", "apng", "mpg", "mpeg", "m2v", "mxf", "ts", "mts", "m2ts",
            "vob", "wmv", "asf", "flv", "f4v", "ogv", "3gp", "3g2", "dv", "y4m");
    private static final Set<String> WRITABLE_IMAGES = Set.of("png", "jpg", "jpeg", "webp");

    /**
     * Says what to read.
     *
     * @throws VideoException if there is nothing there, it is empty, or it may not be read
     */
    public static MediaPath input(String text) {
        if (SequencePattern.isPattern(name(text)) && !isThere(text)) {
            if (!IMAGES.contains(extension(name(text)))) {
                throw new VideoException("%s: a sequence is made of pictures (%s)"
                        .formatted(
                                text, String.join(", ", IMAGES.stream().sorted().toList())));
            }
            return sequence(text);
        }
        Path path = path(text);
        if (!Files.exists(path)) {
            throw new VideoException(path + " does not exist");
        }
        if (!Files.isReadable(path)) {
            throw new VideoException(path + " may not be read: check its permissions");
        }
        if (Files.isDirectory(path)) {
            return new MediaPath(Kind.DIRECTORY, path, "");
        }
        if (path.toFile().length() == 0 && Files.isRegularFile(path)) {
            throw new VideoException(path + " is empty (0 bytes)");
        }
        return new MediaPath(IMAGES.contains(extension(path)) ? Kind.IMAGE : Kind.VIDEO, path, "");
    }

    /**
     * Says what to write: by the extension; a path without one, or one that ends with a slash, is a directory.
     *
     * @throws VideoException if nothing is known that is written under such a name
     */
    public static MediaPath output(String text) {
        String extension = extension(name(text));
        if (extension.isEmpty() || isThere(text) && Files.isDirectory(path(text))) {
            return new MediaPath(Kind.DIRECTORY, path(text), "");
        }
        boolean image = WRITABLE_IMAGES.contains(extension);
        if (SequencePattern.isGlob(name(text))) {
            throw new VideoException("%s: an output sequence needs a number, for example %s%%05d.%s"
                    .formatted(text, folder(text), extension));
        }
        if (image && SequencePattern.isPattern(name(text))) {
            return sequence(text);
        }
        Path path = path(text);
        if (!image && Container.of(path).isEmpty()) {
            throw new VideoException("%s: cannot write .%s; known are %s and, for pictures, png, jpg, webp"
                    .formatted(path, extension, Container.extensions()));
        }
        return new MediaPath(image ? Kind.IMAGE : Kind.VIDEO, path, "");
    }

    /** Whether something is a sequence of pictures by its name alone: it holds {@code %05d}, or wildcards and a picture's ending. */
    public static boolean namesSequence(String text) {
        String name = name(text);
        return SequencePattern.isPattern(name) && (!SequencePattern.isGlob(name) || IMAGES.contains(extension(name)));
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
        TemporaryNames.remove(whole());
    }

    /** A hidden name beside this clip's own, for what belongs to it: {@code .NAME.ENDING}, in the directory of its files. */
    public Path beside(String ending) {
        return whole().resolveSibling("." + whole().getFileName() + "." + ending);
    }

    /** The file; for a sequence its pattern as if it were one. */
    private Path whole() {
        return kind == Kind.SEQUENCE ? path.resolve(pattern) : path;
    }

    /** The files that this clip is made of, in order; for reading only. */
    public List<Path> files() {
        return kind == Kind.SEQUENCE ? SequenceFiles.of(this).files() : List.of(path);
    }

    /** The extension of a name in lower case, without its dot; empty if there is none. */
    public static String extension(Path path) {
        return path.getFileName() == null ? "" : extension(path.getFileName().toString());
    }

    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** A pattern is no path: some systems forbid its characters in names. */
    private static MediaPath sequence(String text) {
        return new MediaPath(Kind.SEQUENCE, path(folder(text)), name(text));
    }

    private static String name(String text) {
        return text.substring(folder(text).length());
    }

    /** What comes before the name, with its last slash. */
    private static String folder(String text) {
        return text.substring(0, Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    }

    private static boolean isThere(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
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
        return pattern.isEmpty() ? path.toString() : path + (path.toString().isEmpty() ? "" : "/") + pattern;
    }
}
