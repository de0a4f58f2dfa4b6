package restyle.media.read;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecodeanimation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs.Animation;
import org.bytedeco.opencv.opencv_core.Mat;
import restyle.media.ColorTags;
import restyle.media.Rational;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.codec.FFmpeg;
import restyle.plugins.Frame;

/**
 * Reads an animated WebP, which the FFmpeg that comes along cannot, by OpenCV's libwebp. The file is in memory, of its pictures only
 * some at a time.
 */
final class WebpReader implements VideoReader {

    /** What libwebp is given at once. */
    private static final long MAX_BYTES = 64 << 20;

    /** The largest pictures that WebP itself allows, which an animation's canvas may exceed. */
    private static final long MAX_PIXELS = 16383L * 16383;

    /** Each time the pictures before have to be decoded again, so there should be many at once. */
    private static final long BYTES_AT_ONCE = 64 << 20;

    private final Path file;
    private final WebpHeader header;
    private final Consumer<String> notices;
    private final VideoInfo info;
    private final Mat content;
    private final int atOnce;
    private Animation animation;
    private int first;
    private int decoded;
    private int next;
    private long ticks;

    WebpReader(Path file, WebpHeader header, Consumer<String> notices) {
        FFmpeg.load();
        if ((long) header.width() * header.height() > MAX_PIXELS) {
            throw new VideoException("%s: an animated WebP may have at most %d pixels, found %dx%d"
                    .formatted(file, MAX_PIXELS, header.width(), header.height()));
        }
        this.file = file;
        this.header = header;
        this.notices = notices;
        int frames = header.durationsMillis().length;
        atOnce = (int) Math.max(1, Math.min(frames, BYTES_AT_ONCE / (4L * header.width() * header.height())));
        content = content(file);
        info = info(header);
        animation = new Animation();
        try {
            decode(0);
            if (decoded == 0 || frames == 0) {
                throw new VideoException(
                        file + " is animated, but none of its frames can be decoded; it is damaged or truncated");
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static Mat content(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new VideoException("%s: an animated WebP may have at most %d MiB, found %d; convert it to a video"
                        .formatted(file, MAX_BYTES >> 20, Files.size(file) >> 20));
            }
            byte[] bytes = Files.readAllBytes(file);
            long announced =
                    8 + (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL);
            if (announced > bytes.length) {
                throw new VideoException(
                        "%s is truncated: it should have %d bytes, found %d".formatted(file, announced, bytes.length));
            }
            Mat content = new Mat(1, bytes.length, CV_8UC1);
            content.data().put(bytes);
            return content;
        } catch (IOException e) {
            throw new VideoException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static VideoInfo info(WebpHeader header) {
        int frames = header.durationsMillis().length;
        Rational millis = new Rational(1, 1000);
        Rational rate = frames == 0 ? new Rational(25, 1) : Rational.of(1000L * frames, header.millis());
        return new VideoInfo(
                Optional.empty(),
                VideoInfo.Shape.square(header.width(), header.height()),
                new VideoInfo.Timing(rate, millis, 0, frames, header.millis() / 1000.0),
                new VideoInfo.Coding("webp", "bgra", ColorTags.SRGB),
                0,
                List.of(),
                List.of());
    }

    private void decode(int from) {
        animation.close();
        animation = new Animation();
        first = from;
        decoded = imdecodeanimation(content, animation, from, atOnce)
                ? (int) animation.frames().size()
                : 0;
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<SourceFrame> next() {
        if (next == header.durationsMillis().length) {
            return Optional.empty();
        }
        if (next < first || next >= first + decoded) {
            decode(next);
        }
        if (decoded == 0) {
            notices.accept("%s is damaged: %d of its %d frames can be decoded"
                    .formatted(file, next, header.durationsMillis().length));
            next = header.durationsMillis().length;
            return Optional.empty();
        }
        Frame frame = new Frame(
                next,
                header.width(),
                header.height(),
                overBlack(animation.frames().get(next - first)));
        SourceFrame source = new SourceFrame(frame, ticks, header.durationsMillis()[next]);
        pass();
        return Optional.of(source);
    }

    private void pass() {
        ticks += header.durationsMillis()[next++];
    }

    @Override
    public long skip(long count) {
        long skipped = 0;
        for (; skipped < count && next < header.durationsMillis().length; skipped++) {
            pass();
        }
        return skipped;
    }

    /** RGB of a picture in BGR or BGRA. */
    private static byte[] overBlack(Mat picture) {
        int channels = picture.channels();
        byte[] from = new byte[picture.cols() * picture.rows() * channels];
        try (BytePointer data = picture.data()) {
            data.get(from);
        }
        byte[] rgb = new byte[picture.cols() * picture.rows() * 3];
        for (int at = 0, to = 0; to < rgb.length; at += channels, to += 3) {
            int opacity = channels == 4 ? from[at + 3] & 255 : 255;
            for (int c = 0; c < 3; c++) {
                rgb[to + c] = (byte) (((from[at + 2 - c] & 255) * opacity + 127) / 255);
            }
        }
        return rgb;
    }

    @Override
    public void close() {
        animation.close();
        content.close();
    }
}
