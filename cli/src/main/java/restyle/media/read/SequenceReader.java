package restyle.media.read;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import restyle.media.MediaPath;
import restyle.media.Orientation;
import restyle.media.Rational;
import restyle.media.SequenceFiles;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.plugins.Frame;

/**
 * Reads an image sequence at 25 frames per second: numbered without gaps from the lowest number that is there, or everything
 * that matches, numbers in names compared as numbers. The pictures must have one size.
 */
final class SequenceReader implements VideoReader {

    private static final Rational FRAME_RATE = new Rational(25, 1);

    private final Consumer<String> notices;
    private final List<Path> files;
    private final VideoInfo info;
    private final Set<String> warnings = new HashSet<>();
    private int next;

    SequenceReader(MediaPath source, Consumer<String> notices) {
        this.notices = notices;
        SequenceFiles sequence = SequenceFiles.of(source);
        files = sequence.files();
        Path lowest = files.get(0);
        try (MediaReader first = MediaReader.open(lowest, 1, notice -> tell(lowest, notice))) {
            info = info(first.info(), sequence);
        }
    }

    /**
     * Looks at the headers of pictures, and at those whose header differs from the first one's as a whole.
     *
     * @param from the first to look at, from 0
     * @param to the last; {@link Long#MAX_VALUE} for all that are there
     * @throws VideoException if one of them has another size than the first of the sequence, or cannot be read
     */
    void requireOneSize(long from, long to) {
        Optional<PictureHeader> first = PictureHeader.of(files.get(0));
        for (int i = (int) Math.max(1, from); i < files.size() && i <= to; i++) {
            Optional<PictureHeader> header = PictureHeader.of(files.get(i));
            if (header.isEmpty() || !header.equals(first)) {
                Path file = files.get(i);
                try (MediaReader reader = MediaReader.open(file, 1, notice -> {})) {
                    requireSize(file, reader.info().width(), reader.info().height());
                }
            }
        }
    }

    private void requireSize(Path file, int width, int height) {
        if (width != info.width() || height != info.height()) {
            throw new VideoException(
                    "%s has %dx%d pixels, the first picture of the sequence has %dx%d; make them one size"
                            .formatted(file, width, height, info.width(), info.height()));
        }
    }

    private static VideoInfo info(VideoInfo picture, SequenceFiles sequence) {
        int count = sequence.files().size();
        return new VideoInfo(
                Optional.empty(),
                new VideoInfo.Shape(picture.width(), picture.height(), Orientation.UPRIGHT, picture.sampleAspect()),
                new VideoInfo.Timing(FRAME_RATE, FRAME_RATE.inverse(), 0, count, count / FRAME_RATE.toDouble()),
                new VideoInfo.Coding(picture.codec(), picture.pixelFormat(), picture.color()),
                sequence.first(),
                List.of(),
                picture.extras());
    }

    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public Optional<SourceFrame> next() {
        if (next == files.size()) {
            return Optional.empty();
        }
        Path file = files.get(next);
        try (MediaReader reader = MediaReader.open(file, 1, notice -> tell(file, notice))) {
            Frame picture = reader.next().orElseThrow().frame();
            requireSize(file, picture.width(), picture.height());
            Frame frame = new Frame(next, picture.width(), picture.height(), picture.rgb());
            return Optional.of(new SourceFrame(frame, next++, 1));
        }
    }

    /** What holds for all the pictures is said of the first of them only. */
    private void tell(Path file, String notice) {
        if (warnings.add(notice.replace(file.toString(), ""))) {
            notices.accept(notice);
        }
    }

    @Override
    public long skip(long count) {
        int skipped = (int) Math.min(count, files.size() - next);
        next += skipped;
        return skipped;
    }

    @Override
    public void close() {}
}
