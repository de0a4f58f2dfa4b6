package restyle.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_mastering_display_metadata_create_side_data;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import restyle.plugins.Frame;

/** Reads a video file or a single image. The first picture is decoded at once, because it knows more than the container. */
final class MediaReader implements VideoReader {

    /** Brightest white, in cd/m2, of high dynamic range pictures that do not say: the usual grade, Report ITU-R BT.2408. */
    private static final int USUAL_PEAK = 1000;

    private final Path file;
    private final Consumer<String> notices;
    private final AVFrame picture = av_frame_alloc();
    private final Converter converter = new Converter(SWS_BICUBIC);
    private final StoredPictures pictures;
    private Picture rgb;
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
        ColorTags shown = info.color().isHdr() ? ColorTags.BT709 : info.color();
        rgb = Picture.rgb(info.codedWidth(), info.codedHeight(), shown);
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
        Frame frame = new Frame(frames++, info.width(), info.height(), upright());
        long ticks = ticks();
        lastTicks = ticks;
        return Optional.of(
                new SourceFrame(frame, ticks, picture.duration() > 0 ? picture.duration() : usualDuration()));
    }

    private byte[] upright() {
        Picture.tag(picture, StreamProbe.color(picture));
        boolean peakUnknown = av_frame_get_side_data(picture, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA) == null;
        if (info.color().isHdr() && peakUnknown) {
            AVMasteringDisplayMetadata display = av_mastering_display_metadata_create_side_data(picture);
            display.min_luminance(av_d2q(0, 1))
                    .max_luminance(av_d2q(USUAL_PEAK, USUAL_PEAK))
                    .has_luminance(1);
        }
        converter.convert(picture, rgb.frame());
        return info.orientation().apply(rgb.toBytes(), info.codedWidth(), info.codedHeight());
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
        converter.close();
        av_frame_free(picture);
        pictures.close();
    }
}
