package restyle.video;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of video file that are written, each with the codec it has unless the user wants another. */
enum Container {
    MP4("mp4", VideoCodec.H264, "mp4", "m4v"),
    MOV("mov", VideoCodec.H264, "mov"),
    MATROSKA("matroska", VideoCodec.H264, "mkv"),
    WEBM("webm", VideoCodec.VP9, "webm");

    private final String muxer;
    private final VideoCodec usual;
    private final List<String> extensions;

    Container(String muxer, VideoCodec usual, String... extensions) {
        this.muxer = muxer;
        this.usual = usual;
        this.extensions = List.of(extensions);
    }

    /** By the extension of a name; empty if it is none of ours. */
    static Optional<Container> of(Path file) {
        String extension = MediaPath.extension(file);
        return Arrays.stream(values())
                .filter(container -> container.extensions.contains(extension))
                .findFirst();
    }

    static String extensions() {
        return Arrays.stream(values())
                .flatMap(container -> container.extensions.stream())
                .collect(Collectors.joining(", "));
    }

    /** FFmpeg's name. */
    String muxer() {
        return muxer;
    }

    VideoCodec usual() {
        return usual;
    }

    /** Whether this is of the family that QuickTime founded, with its track header and meta data. */
    boolean isQuickTime() {
        return this == MP4 || this == MOV;
    }

    /** The extension that names it in messages, for example {@code .mp4}. */
    @Override
    public String toString() {
        return "." + extensions.get(0);
    }
}
