package restyle.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of video file that are written, each with the codec it has unless the user wants another. */
public enum Container {
    MP4("mp4", "h264", Map.of(), "mp4", "m4v"),
    MOV("mov", "h264", Map.of(), "mov"),
    MATROSKA("matroska", "h264", Map.of(), "mkv"),
    WEBM("webm", "vp9", Map.of(), "webm"),
    GIF("gif", "gif", Map.of("loop", "0"), "gif"),
    APNG("apng", "apng", Map.of("plays", "0"), "apng"),
    /** Animated; a picture of the same ending is none of ours. */
    WEBP("webp", "webp", Map.of("loop", "0"));

    private final String muxer;
    private final String usual;
    private final Map<String, String> options;
    private final List<String> extensions;

    Container(String muxer, String usual, Map<String, String> options, String... extensions) {
        this.muxer = muxer;
        this.usual = usual;
        this.options = options;
        this.extensions = List.of(extensions);
    }

    /** Finds the container by the extension of a name; empty if it is none of ours. */
    public static Optional<Container> of(Path file) {
        String extension = MediaPath.extension(file);
        return Arrays.stream(values())
                .filter(container -> container.extensions.contains(extension))
                .findFirst();
    }

    static boolean isExtension(String extension) {
        return Arrays.stream(values()).anyMatch(container -> container.extensions.contains(extension));
    }

    static String extensions() {
        return Arrays.stream(values())
                .flatMap(container -> container.extensions.stream())
                .collect(Collectors.joining(", "));
    }

    /** Returns FFmpeg's name. */
    public String muxer() {
        return muxer;
    }

    /** Returns what FFmpeg's muxer is told: animations are shown over and over. */
    public Map<String, String> options() {
        return options;
    }

    /** Returns whether this holds moving pictures and nothing else. */
    public boolean isAnimation() {
        return this == GIF || this == APNG || this == WEBP;
    }

    /** Returns what to do where a coding does not fit. */
    public String advice() {
        return isAnimation() ? "leave --codec out, or write .mkv" : "write .mkv, which holds nearly everything";
    }

    /** Returns the coding that this has unless another is asked for, in the words of {@code --codec}. */
    public String usual() {
        return usual;
    }

    /** Returns whether this is of the family that QuickTime founded, with its track header and meta data. */
    public boolean isQuickTime() {
        return this == MP4 || this == MOV;
    }

    /** Returns the extension that names it in messages, for example {@code .mp4}. */
    @Override
    public String toString() {
        return "." + (extensions.isEmpty() ? muxer : extensions.get(0));
    }
}
