package restyle.video;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import restyle.plugins.Frame;
import restyle.video.EncoderKind.Colors;

/**
 * Writes pictures: one, or a numbered sequence whose numbers are those of the source's frames. PNG keeps every byte. There is no
 * sound and no time in it.
 */
final class ImageWriter implements VideoWriter {

    private static final EncoderKind PNG =
            new EncoderKind("png", "rgb24", Colors.PICTURE, false, new QualityScale(0, 0, 0), Map.of("pred", "mixed"));
    private static final EncoderKind WEBP = new EncoderKind(
            "libwebp", "bgra", Colors.PICTURE, false, new QualityScale(0, 92, 100), Map.of("quality", "$q"));

    private final MediaPath target;
    private final VideoInfo source;
    private final PartialFolder partial;
    private final VideoEncoder encoder;
    private long frames;

    /** @see VideoWriter#create */
    ImageWriter(MediaPath target, VideoInfo source, OutputFormat format) {
        FFmpeg.load();
        this.target = target;
        this.source = source;
        partial = new PartialFolder(target.path());
        try {
            encoder = new VideoEncoder(target.path(), kind(target.path()), source, oneThread(format), false);
        } catch (RuntimeException e) {
            partial.close();
            throw e;
        }
    }

    /** With several, the encoders hold frames back. */
    private static OutputFormat oneThread(OutputFormat format) {
        return format.withThreads(1);
    }

    private static EncoderKind kind(Path file) {
        return switch (MediaPath.extension(file)) {
            case "png" -> PNG;
            case "webp" -> WEBP;
            default -> VideoCodec.jpeg();
        };
    }

    @Override
    public void write(Frame frame, long ticks, long durationTicks) {
        if (target.kind() == MediaPath.Kind.IMAGE && frames > 0) {
            throw new VideoException("%s holds one picture, the clip has more; write a sequence, for example %s"
                    .formatted(target, target.path().resolveSibling("%05d." + MediaPath.extension(target.path()))));
        }
        frames++;
        Path file = target.kind() == MediaPath.Kind.IMAGE
                ? target.path()
                : target.numbered(source.firstNumber() + frame.index());
        encoder.encode(frame, frames, 1, packet -> partial.write(file.getFileName(), bytes(packet)));
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
