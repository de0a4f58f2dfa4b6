package restyle.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import restyle.media.MediaPath;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.codec.Scaler;
import restyle.media.read.VideoReaders;
import restyle.plugins.Frame;

/**
 * Two clips, compared frame by frame: the first of A with the first of B, and so on as long as both last. B is brought to the
 * size of A. Both are read in step, so that memory holds a few frames, the pictures to look at and some thirty numbers a frame.
 */
public final class Comparison {

    /** Pictures of each clip: some ten megabytes in a page. */
    private static final int MAX_PICTURES = 160;

    /** Pixels of their longer side. */
    private static final int PICTURE_SIDE = 640;

    private final ComparedClip a;
    private final ComparedClip b;
    private final List<String> notes = new ArrayList<>();
    private final List<Measures> frames = new ArrayList<>();
    private List<PicturePairs.Pair> pictures = List.of();
    private ContentAgreement content = ContentAgreement.NONE;
    private int pictureStep;

    private Comparison(ComparedClip a, ComparedClip b) {
        this.a = a;
        this.b = b;
    }

    /**
     * Reads and measures both clips.
     *
     * @param threads how many threads may decode, at least 1
     * @param notices is told what is wrong with a clip although it can be read
     * @throws VideoException if one of them cannot be read
     */
    public static Comparison of(MediaPath pathA, MediaPath pathB, int threads, Consumer<String> notices) {
        return of(pathA, pathB, Optional.empty(), threads, notices);
    }

    /**
     * Reads and measures both clips, and what they show.
     *
     * @param imageEncoder weights of a CLIP image encoder with a projection
     * @param threads how many threads may decode, and compute, at least 1
     * @param notices is told what is wrong with a clip although it can be read
     * @throws VideoException if one of them cannot be read
     */
    public static Comparison of(
            MediaPath pathA, MediaPath pathB, Optional<Path> imageEncoder, int threads, Consumer<String> notices) {
        try (VideoReader readerA = VideoReaders.open(pathA, threads, notices);
                VideoReader readerB = VideoReaders.open(pathB, threads, notices)) {
            VideoInfo info = readerA.info();
            Comparison comparison =
                    new Comparison(ComparedClip.of(pathA, info), ComparedClip.of(pathB, readerB.info()));
            try (Scaler toA = new Scaler(info.width(), info.height());
                    PicturePairs pairs = new PicturePairs(MAX_PICTURES, pictureScaler(info));
                    Meter meter = new Meter(info.width(), info.height())) {
                if (imageEncoder.isPresent()) {
                    try (FrameEmbedder embedder = new FrameEmbedder(imageEncoder.get(), threads)) {
                        ContentSamples samples = new ContentSamples(embedder::of);
                        comparison.read(readerA, readerB, toA, pairs, meter, samples::offer);
                        comparison.content = samples.agreement();
                    }
                    comparison.addContentNote();
                } else {
                    comparison.read(readerA, readerB, toA, pairs, meter, (number, a, b) -> {});
                }
            }
            return comparison;
        }
    }

    private interface Watcher {
        void see(int number, Frame a, Frame b);
    }

    private static Scaler pictureScaler(VideoInfo info) {
        int longer = Math.max(info.displayWidth(), info.displayHeight());
        double scale = Math.min(1, PICTURE_SIDE / (double) longer);
        return new Scaler((int) Math.max(1, Math.round(info.displayWidth() * scale)), (int)
                Math.max(1, Math.round(info.displayHeight() * scale)));
    }

    private void read(
            VideoReader readerA, VideoReader readerB, Scaler toA, PicturePairs pairs, Meter meter, Watcher watcher) {
        Optional<Frame> nextA = next(readerA);
        Optional<Frame> nextB = next(readerB);
        while (nextA.isPresent() && nextB.isPresent()) {
            Frame frameB = toA.scale(nextB.get());
            pairs.offer(frames.size(), nextA.get(), frameB);
            watcher.see(frames.size(), nextA.get(), nextB.get());
            frames.add(meter.next(nextA.get(), frameB));
            nextA = next(readerA);
            nextB = next(readerB);
        }
        pictures = pairs.pairs();
        pictureStep = pairs.step();
        addNotes(nextA.isPresent(), nextB.isPresent());
    }

    private static Optional<Frame> next(VideoReader reader) {
        return reader.next().map(SourceFrame::frame);
    }

    private void addNotes(boolean moreOfA, boolean moreOfB) {
        if (moreOfA || moreOfB) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s has more frames than %s: only the first %d of both are compared.",
                    moreOfA ? "A" : "B",
                    moreOfA ? "B" : "A",
                    frames.size()));
        }
        if (a.width() != b.width() || a.height() != b.height()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "B has %dx%d pixels and was scaled to the %dx%d of A.",
                    b.width(),
                    b.height(),
                    a.width(),
                    a.height()));
        }
        if (Math.abs(a.framesPerSecond() / b.framesPerSecond() - 1) > 0.01) {
            notes.add("A has %s frames per second and B %s: frames are paired by their number, not by their time."
                    .formatted(a.rate(), b.rate()));
        }
        if (pictureStep > 1) {
            notes.add(String.format(
                    Locale.ROOT, "Every frame is measured; of every %d frames one is shown.", pictureStep));
        }
    }

    private void addContentNote() {
        if (content.step() > 1) {
            notes.add(String.format(
                    Locale.ROOT,
                    "CLIP looks at one of every %d frames, %d in all; its temporal agreement is that of each with the one it saw before.",
                    content.step(),
                    content.frames().length));
        }
    }

    ComparedClip a() {
        return a;
    }

    ComparedClip b() {
        return b;
    }

    /** Returns what one should know to read the numbers, a sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    int frames() {
        return frames.size();
    }

    List<Curve> curves(Curve.Kind... kinds) {
        return Stream.of(kinds).map(kind -> kind.of(frames)).toList();
    }

    /** Returns how the colours of both drift. */
    Seconds seconds() {
        return Seconds.of(frames, a.framesPerSecond());
    }

    /** Returns the colours of every frame. */
    List<Colours> colours() {
        return frames.stream().map(Measures::colours).toList();
    }

    /** Returns how well frames agree in what they show; {@link ContentAgreement#NONE} without an image encoder. */
    ContentAgreement content() {
        return content;
    }

    List<PicturePairs.Pair> pictures() {
        return pictures;
    }

    /** Returns the frames from one of the {@link #pictures} to the next. */
    int pictureStep() {
        return pictureStep;
    }
}
