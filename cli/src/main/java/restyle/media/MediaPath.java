package restyle.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import restyle.files.LocalPath;
import restyle.files.TemporaryNames;

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

    /** Endings of the kinds of file that {@link restyle.media.codec.Demuxer} reads and that usually hold pictures, kind by kind. */
    private static final Set<String> VIDEOS = Set.of((""
                    + "mp4 m4v mov qt mqv 3gp 3gpp 3g2 3gp2 f4v mj2 insv lrv lrf 360 " // QuickTime's family, cameras'
                    // names
                    + "mkv mk3d webm avi divx xvid asf wmv dvr-ms flv ogv ogm rm rmvb nut mxf gxf wtv "
                    + "ts mts m2ts m2t tp trp tod mpg mpeg mpe m2p ps vob vro evo mod " // MPEG's streams and programs
                    + "m1v m2v mpv h264 264 avc h265 265 hevc vc1 ivf obu mjpg mjpeg dv dif y4m gif apng") // bare
            // pictures
            .split(" "));

    private static final Set<String> WRITABLE_IMAGES = Set.of("png", "jpg", "jpeg", "webp");

    /**
     * Says what to read.
     *
     * @throws VideoException if there is nothing there, it is empty, or it may not be read
     */
    public static MediaPath input(String text) {
        if (text.isEmpty()) {
            throw new VideoException("a name is empty, perhaps that of a variable that is not set; name a file");
        }
        requireNoAddress(text);
        if (SequencePattern.isPattern(name(text)) && !isThere(text)) {
            if (!IMAGES.contains(extension(name(text)))) {
                throw new VideoException("%s: an image sequence consists of images (%s)"
                        .formatted(
                                text, String.join(", ", IMAGES.stream().sorted().toList())));
            }
            return sequence(text);
        }
        Path path = path(text);
        requireReadable(path);
        if (Files.isDirectory(path)) {
            return new MediaPath(Kind.DIRECTORY, path, "");
        }
        return new MediaPath(IMAGES.contains(extension(path)) ? Kind.IMAGE : Kind.VIDEO, path, "");
    }

    private static void requireNoAddress(String text) {
        try {
            LocalPath.requireNoAddress(text);
        } catch (IllegalArgumentException e) {
            throw new VideoException(e.getMessage(), e);
        }
    }

    private static void requireReadable(Path path) {
        if (!Files.exists(path)) {
            throw new VideoException(path
                    + (Files.notExists(path)
                            ? " does not exist"
                            : " cannot be reached: check the permissions of the folders it is in"));
        }
        if (!Files.isReadable(path)) {
            throw new VideoException(path + " is not readable: check its permissions");
        }
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new VideoException(path
                    + " is a pipe or a device, and a clip is read more than once; save it as a file and name that");
        }
        if (Files.isRegularFile(path) && path.toFile().length() == 0) {
            throw new VideoException(path + " is empty (0 bytes)");
        }
    }

    /**
     * Says what to write: by the extension; a path without one, or one that ends with a slash, is a directory.
     *
     * Wildcards are letters here as any others: nothing is there yet that they could match.
     *
     * @throws VideoException if nothing is known that is written under such a name
     */
    public static MediaPath output(String text) {
        requireName(text);
        requireNoAddress(text);
        String extension = extension(name(text));
        if (extension.isEmpty() || isThere(text) && Files.isDirectory(path(text))) {
            return directory(text);
        }
        boolean image = WRITABLE_IMAGES.contains(extension);
        if (image && SequencePattern.isNumbered(name(text))) {
            return sequence(text);
        }
        Path path = path(text);
        if (!image && Container.of(path).isEmpty()) {
            throw new VideoException("%s: cannot write .%s files; supported are %s and, for images, png, jpg, webp"
                    .formatted(path, extension, Container.extensions()));
        }
        return new MediaPath(image ? Kind.IMAGE : Kind.VIDEO, path, "");
    }

    /**
     * Says the same of a name that a user typed, whose wildcards are meant as such.
     *
     * @throws VideoException also if it has the form of a sequence that can be read only
     */
    public static MediaPath typedOutput(String text) {
        if (name(text).contains("*") && WRITABLE_IMAGES.contains(extension(name(text)))) {
            throw new VideoException("%s: an output sequence needs a number, for example %s%%05d.%s"
                    .formatted(text, folder(text), extension(name(text))));
        }
        return output(text);
    }

    /** What a script with a variable that is not set says by mistake, and what other programs take for standard output. */
    private static void requireName(String text) {
        if (text.isEmpty()) {
            throw new VideoException("the OUTPUT is empty, perhaps a variable that is not set; give -o FILE");
        }
        if (text.equals("-")) {
            throw new VideoException("-o -: a clip cannot be written to standard output; give -o FILE");
        }
        String name = name(text);
        String ending = extension("x" + name);
        if (name.equalsIgnoreCase("." + ending)
                && (WRITABLE_IMAGES.contains(ending) || Container.isExtension(ending))) {
            throw new VideoException("-o %s: has no name before its ending; give -o FILE, for example %sstyled%s"
                    .formatted(text, folder(text), name));
        }
    }

    private static MediaPath directory(String text) {
        Path path = path(text);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new VideoException(
                    "-o %s: exists and is not a directory; name a directory, or a file with an ending".formatted(text)
                            + " that says its kind, such as .mp4");
        }
        return new MediaPath(Kind.DIRECTORY, path, "");
    }

    /**
     * Returns whether something is a sequence of pictures by its name: it holds {@code %05d}, or wildcards and a picture's ending,
     * and there is no file that is called so.
     */
    public static boolean namesSequence(String text) {
        String name = name(text);
        return SequencePattern.isPattern(name)
                && (!SequencePattern.isGlob(name) || IMAGES.contains(extension(name)))
                && !isThere(text);
    }

    /** Returns whether a name has the ending of a video file. */
    public static boolean namesVideo(Path path) {
        return VIDEOS.contains(extension(path));
    }

    /**
     * Returns the same name with an ending that can be written: its own if possible, otherwise {@code .mp4}, or {@code .png} for
     * pictures.
     */
    public static Path writable(Path path) {
        String extension = extension(path);
        if (WRITABLE_IMAGES.contains(extension) || Container.of(path).isPresent()) {
            return path;
        }
        String name = path.getFileName().toString();
        String stem = extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
        return path.resolveSibling(stem + (IMAGES.contains(extension) ? ".png" : ".mp4"));
    }

    /** Says whether something is there already: the file, or any picture of the sequence. */
    public boolean exists() {
        return kind == Kind.SEQUENCE ? SequenceFiles.exist(this) : Files.exists(path);
    }

    /** Lists the files that writing this would replace. */
    public List<Path> replaced() {
        if (kind == Kind.SEQUENCE) {
            return SequenceFiles.replaced(this);
        }
        return Files.isRegularFile(path) ? List.of(path) : List.of();
    }

    /** Deletes what a killed process left of an output in the making; nobody else may be writing it. */
    public void removeLeftovers() throws IOException {
        TemporaryNames.removeLeftovers(whole());
    }

    /** Returns a hidden name for what belongs to this clip, {@code .NAME.ENDING}, in the directory of its files. */
    public Path beside(String ending) {
        return TemporaryNames.beside(whole(), ending);
    }

    /** The file; for a sequence its pattern as if it were one. */
    private Path whole() {
        return kind == Kind.SEQUENCE ? path.resolve(pattern) : path;
    }

    /** Lists the files that this is made of, in order, for a directory the pictures in it; for reading only. */
    public List<Path> files() {
        return switch (kind) {
            case SEQUENCE -> SequenceFiles.of(this).files();
            case DIRECTORY -> SequenceFiles.pictures(this);
            case VIDEO, IMAGE -> List.of(path);
        };
    }

    /** Returns whether a name has the ending of a picture. */
    static boolean namesPicture(Path path) {
        return IMAGES.contains(extension(path));
    }

    /** Returns the extension of a name in lower case, without its dot; empty if there is none. */
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

    /** Returns what comes after the last slash. */
    public static String name(String text) {
        return text.substring(folder(text).length());
    }

    /** Returns what comes before the name, with its last slash; text, because a pattern need not be a path. */
    public static String folder(String text) {
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
            return LocalPath.of(text);
        } catch (IllegalArgumentException e) {
            throw new VideoException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return pattern.isEmpty() ? path.toString() : path + (path.toString().isEmpty() ? "" : "/") + pattern;
    }
}
