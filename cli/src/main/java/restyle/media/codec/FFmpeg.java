package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import restyle.media.Rational;
import restyle.media.VideoException;

/** FFmpeg's conventions: error codes, missing values, names. Touching this class loads the library. */
public final class FFmpeg {

    /** "Give me more input first", the answer of decoders, encoders and filters. */
    static final int AGAIN;

    /** A time stamp that is not known. */
    public static final long NO_TIME;

    static {
        // JavaCPP refuses to allocate once the whole process is larger than a multiple of the Java heap, networks
        // included.
        setUnlessGiven("org.bytedeco.javacpp.maxBytes");
        setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes");
        av_log_set_level(AV_LOG_QUIET);
        AGAIN = AVERROR_EAGAIN();
        NO_TIME = AV_NOPTS_VALUE;
    }

    private FFmpeg() {}

    /** Makes the settings above count before any other class of the library is touched. */
    public static void load() {}

    private static void setUnlessGiven(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "0");
        }
    }

    /**
     * Passes a result on unless it is an error.
     *
     * @param doing what was tried, for example {@code "cannot write"}
     */
    public static int check(int result, Object file, String doing) {
        if (result < 0) {
            throw new VideoException("%s: %s: %s".formatted(file, doing, message(result)));
        }
        return result;
    }

    static String message(int error) {
        byte[] text = new byte[128];
        av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Returns a path as FFmpeg must be told it, or a colon in a name would be taken for a protocol. */
    static String url(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    public static Rational rational(AVRational value, Rational ifUnknown) {
        try (value) {
            return value.num() > 0 && value.den() > 0 ? new Rational(value.num(), value.den()) : ifUnknown;
        }
    }

    public static String string(BytePointer text) {
        return text == null ? "" : text.getString(StandardCharsets.UTF_8);
    }
}
