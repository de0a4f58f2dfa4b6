package restyle.media;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a source's sound. */
public enum AudioMode {
    /** Its packets are taken along as they are. */
    COPY,
    /** It is left out. */
    NONE,
    AAC("aac"),
    OPUS("libopus", "opus"),
    /** Lossless. */
    FLAC("flac"),
    /** 16 bits. */
    PCM("pcm_s16le");

    private final List<String> encoders;

    AudioMode(String... encoders) {
        this.encoders = List.of(encoders);
    }

    /** Returns FFmpeg's encoders that make it, best first; none where nothing is encoded. */
    public List<String> encoders() {
        return encoders;
    }

    /** Returns whether sound of another coding is converted to this one. */
    public boolean converts() {
        return !encoders.isEmpty();
    }

    /** Returns the names that users type. */
    public static List<String> names() {
        return Arrays.stream(values()).map(AudioMode::toString).toList();
    }

    /** @param name one of {@link #names} */
    public static AudioMode named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Returns the name that users type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
