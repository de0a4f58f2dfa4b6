package restyle.media.write;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.QualityScale;
import restyle.media.SequencePattern;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoWriter;
import restyle.media.codec.EncoderKind;
import restyle.media.codec.EncoderKind.Colors;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.VideoCodec;
import restyle.media.codec.VideoEncoder;
import restyle.plugins.Frame;

/**
 * Writes pictures: one, or a numbered sequence whose numbers are those of the source's frames. PNG keeps every byte. There is no
 * sound and no time in it.
 */
public final class ImageWriter implements VideoWriter {

    private static final EncoderKind PNG =
            new EncoderKind("png", "rgb24", Colors.PICTURE, false, new QualityScale(0, 0, 0), Map.of("pred", "mixed"));
    private static final EncoderKind WEBP = new EncoderKind(
            "libwebp", "bgra", Colors.PICTURE, false, new QualityScale(0, 92, 100), Map.of("quality", "$q"));

    private final MediaPath target;
    private final SequencePattern pattern;
    private final VideoInfo source;
    private final PartialFolder partial;
    private final VideoEncoder encoder;
    private long frames;

    /** @see VideoWriters#create */
    ImageWriter(MediaPath target, VideoInfo source, OutputFormat format, Consumer<String> notices) {
        FFmpeg.load();
        this.target = target;
        this.source = source;
        boolean one = target.kind() == MediaPath.Kind.IMAGE;
        Path file = target.path().toAbsolutePath();
        pattern = new SequencePattern(one ? file.getFileName().toString() : target.pattern());
        partial = new PartialFolder(one ? file.getParent() : file, pattern.text());
        try {
            encoder = new VideoEncoder(target, kind(pattern.text()), source, oneThread(format), false);
            LeftOut.tellOfPictures(target, source, format, notices);
        } catch (RuntimeException | Error e) {
            partial.close();
            throw e;
        }
    }

    /** @see VideoWriters#check */
    static void check(MediaPath target, VideoInfo source, OutputFormat format) {
        FFmpeg.load();
        String name = target.kind() == MediaPath.Kind.IMAGE ? target.path().toString() : target.pattern();
        new VideoEncoder(target, kind(name), source, oneThread(format), false).close();
    }

    /** With several, the encoders hold frames back. */
    private static OutputFormat oneThread(OutputFormat format) {
        return format.withThreads(1);
    }

    private static EncoderKind kind(String name) {
        return switch (MediaPath.extension(name)) {
            case "png" -> PNG;
            case "webp" -> WEBP;
            default -> VideoCodec.jpeg();
        };
    }

    @Override
    public void write(Frame frame, long ticks, long durationTicks) {
        boolean one = target.kind() == MediaPath.Kind.IMAGE;
        if (one && frames > 0) {
            throw new VideoException(
                    "%s is a single image, and the clip has more frames; write a sequence, for example %s"
                            .formatted(
                                    target,
                                    target.path().resolveSibling("%05d." + MediaPath.extension(target.path()))));
        }
        frames++;
        String name = one ? pattern.text() : pattern.name(source.firstNumber() + frame.index());
        encoder.encode(frame, frames, 1, packet -> partial.write(name, bytes(packet)));
    }

    private static byte[] bytes(AVPacket packet) {
        byte[] content = new byte[packet.size()];
        packet.data().get(content);
        return content;
    }

    @Override
    public void commit() {
        if (frames == 0) {
            throw new VideoException(target + ": there is no frame to write");
        }
        partial.commit();
    }

    @Override
    public void close() {
        encoder.close();
        partial.close();
    }
}
