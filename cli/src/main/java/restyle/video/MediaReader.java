package restyle.video;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.plugins.Frame;

/** Reads a video file or a single image. The first picture is decoded at once, because it knows more than the container. */
final class MediaReader implements VideoReader {

    private final Path file;
    private final Consumer<String> notices;
    private final AVFrame picture = av_frame_alloc();
    private final StoredPictures pictures;
    private RgbReader rgb;
    private VideoInfo info;
    private boolean waiting;
    private boolean reported;
    private long frames;
    private long lastTicks = Long.MIN_VALUE;
    private boolean toldOrder;

    private MediaReader(Path file, StoredPictures pictures, Consumer<String> notices) {
        this.file = file;
        this.pictures = pictures;
        this.notices = notices;
    }

    static MediaReader open(Path file, int threads, Consumer<String> notices) {
        FFmpeg.load();
        MediaReader reader = new MediaReader(file, new StoredPictures(file, threads, notices), notices);
        try {
            reader.start();
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void start() {
        waiting = pictures.read(picture);
        if (!waiting) {
            throw new VideoException(file + " has no frame that can be decoded; it is damaged or truncated");
        }
        info = pictures.probe(picture);
        if (info.color().isHdr()) {
            notices.accept(file
                    + " is high dynamic range (%s): its colours are mapped to BT.709"
                            .formatted(info.color().transfer() == 16 ? "PQ" : "HLG"));
        }
        rgb = new RgbReader(picture);
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<SourceFrame> next() {
        if (!waiting && !pictures.read(picture)) {
            if (!reported) {
                pictures.reportDamage(frames);
                reported = true;
            }
            return Optional.empty();
        }
        waiting = false;
        byte[] upright = info.orientation().apply(rgb.read(picture), info.codedWidth(), info.codedHeight());
        Frame frame = new Frame(frames++, info.width(), info.height(), upright);
        long ticks = ticks();
        lastTicks = ticks;
        return Optional.of(
                new SourceFrame(frame, ticks, picture.duration() > 0 ? picture.duration() : usualDuration()));
    }

    /** The time of the picture; times that are missing or do not grow are made up, so that every frame has its own. */
    private long ticks() {
        long ticks = picture.best_effort_timestamp();
        if (ticks == FFmpeg.NO_TIME) {
            return frames == 1 ? 0 : lastTicks + usualDuration();
        }
        if (ticks > lastTicks) {
            return ticks;
        }
        if (!toldOrder) {
            notices.accept(file + " repeats time stamps: frames keep their order, some are shown a little later");
            toldOrder = true;
        }
        return lastTicks + 1;
    }

    private long usualDuration() {
        return Math.max(1, info.frameRate().inverse().convert(1, info.timeBase()));
    }

    @Override
    public void close() {
        if (rgb != null) {
            rgb.close();
        }
        av_frame_free(picture);
        pictures.close();
    }
}
