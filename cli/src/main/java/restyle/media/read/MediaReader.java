package restyle.media.read;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.codec.FFmpeg;
import restyle.plugins.Frame;

/** Reads a video file or a single image. The first picture is decoded at once, because it knows more than the container. */
final class MediaReader implements VideoReader {

    private final Path file;
    private final boolean overBlack;
    private final Consumer<String> notices;
    private final StoredPictures pictures;
    private final AVFrame picture = av_frame_alloc();
    private RgbReader rgb;
    private ExtraProbe extras;
    private volatile VideoInfo info;
    private boolean waiting;
    private boolean reported;
    private long frames;
    private long lastTicks = Long.MIN_VALUE;
    private boolean warnedOfOrder;
    private boolean warnedOfTransparency;
    private boolean warnedOfFit;

    private MediaReader(Path file, boolean overBlack, StoredPictures pictures, Consumer<String> notices) {
        this.file = file;
        this.overBlack = overBlack;
        this.pictures = pictures;
        this.notices = notices;
    }

    static MediaReader open(Path file, int threads, Consumer<String> notices) {
        return open(file, true, threads, notices);
    }

    /** @param overBlack whether alpha is laid over black; otherwise it is dropped */
    static MediaReader open(Path file, boolean overBlack, int threads, Consumer<String> notices) {
        FFmpeg.load();
        MediaReader reader = new MediaReader(file, overBlack, new StoredPictures(file, threads, notices), notices);
        try {
            reader.start();
            return reader;
        } catch (RuntimeException | Error e) {
            reader.reported = true;
            reader.close();
            throw e;
        }
    }

    private void start() {
        waiting = pictures.read(picture);
        if (!waiting) {
            throw new VideoException(file + " has no frame that can be decoded; it is damaged or truncated");
        }
        pictures.reportStart(picture);
        info = pictures.probe(picture);
        extras = pictures.extras(info.color().isHdr());
        extras.look(picture);
        info = info.withExtras(extras.found());
        if (info.color().isHdr()) {
            notices.accept(file
                    + " is HDR (%s); its colours are tone-mapped to BT.709"
                            .formatted(info.color().transfer() == 16 ? "PQ" : "HLG"));
        }
        rgb = new RgbReader(file, picture, overBlack);
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<SourceFrame> next() {
        if (!advance()) {
            return Optional.empty();
        }
        if (extras.look(picture)) {
            info = info.withExtras(extras.found());
        }
        byte[] stored = rgb.read(picture);
        tellFit();
        if (rgb.wasTransparent() && !warnedOfTransparency) {
            notices.accept(file + " has transparency; it is composited over black");
            warnedOfTransparency = true;
        }
        byte[] upright = info.orientation().apply(stored, info.codedWidth(), info.codedHeight());
        Frame frame = new Frame(frames - 1, info.width(), info.height(), upright);
        long duration = picture.duration() > 0 ? picture.duration() : usualDuration();
        return Optional.of(new SourceFrame(frame, lastTicks, duration));
    }

    @Override
    public long skip(long count) {
        long skipped = 0;
        while (skipped < count && advance()) {
            skipped++;
        }
        return skipped;
    }

    private void tellFit() {
        if (rgb.wasRefitted() && !warnedOfFit) {
            notices.accept(
                    "%s: its pictures change their size or shape at frame %d, to %dx%d pixels: they are fitted into the first size, %dx%d, with black borders where the shape differs"
                            .formatted(
                                    file,
                                    frames - 1,
                                    picture.width(),
                                    picture.height(),
                                    info.codedWidth(),
                                    info.codedHeight()));
            warnedOfFit = true;
        }
    }

    /** Brings the next picture and its time; false after the last one. */
    private boolean advance() {
        if (!waiting && !pictures.read(picture)) {
            if (!reported) {
                pictures.reportDamage(frames);
                pictures.reportEnd();
                reported = true;
            }
            return false;
        }
        waiting = false;
        frames++;
        lastTicks = ticks();
        return true;
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
        if (!warnedOfOrder) {
            notices.accept(file + " has repeated timestamps; frames keep their order, some are shown a little later");
            warnedOfOrder = true;
        }
        return lastTicks + 1;
    }

    private long usualDuration() {
        return Math.max(1, info.frameRate().inverse().convert(1, info.timeBase()));
    }

    @Override
    public void close() {
        if (!reported && frames > 0) {
            reported = true;
            pictures.reportDamage(frames);
        }
        if (rgb != null) {
            rgb.close();
        }
        av_frame_free(picture);
        pictures.close();
    }
}
