package restyle.media;

/**
 * A stream beside the picture.
 *
 * @param index number of the stream in the file
 * @param kind what it carries
 * @param codec FFmpeg's name of the coding, for example {@code aac}
 * @param language as the file states it, usually ISO 639-2; empty if it does not
 */
public record Track(int index, Kind kind, String codec, String language) {

    /** What a stream carries. */
    public enum Kind {
        AUDIO,
        SUBTITLE,
        /** A cover picture or a still. */
        PICTURE,
        ATTACHMENT,
        /** Timed data, for example time code or telemetry. */
        DATA,
        /** A further video stream, for example another angle. */
        VIDEO
    }

    @Override
    public String toString() {
        String what = "%s %d (%s)".formatted(kind.name().toLowerCase(java.util.Locale.ROOT), index, codec);
        return language.isEmpty() ? what : what + " " + language;
    }
}
