package restyle.pipeline;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import restyle.job.FrameRange;
import restyle.video.Scaler;
import restyle.video.SceneCuts;
import restyle.video.SourceFrame;
import restyle.video.VideoReader;

/** The first stage: the frames that are wanted, at the size that is generated, with scene cuts marked. */
final class SourceFrames implements Iterator<Picture> {

    private final VideoReader reader;
    private final FrameRange range;
    private final FrameThinning thinning;
    private final Optional<SceneCuts> cuts;
    private final Scaler scaler;
    private final StageClock clock;

    private long read;
    private long position;
    private boolean cutPending = true;
    private Picture next;

    SourceFrames(
            VideoReader reader,
            FrameRange range,
            FrameThinning thinning,
            Optional<SceneCuts> cuts,
            Scaler scaler,
            StageClock clock) {
        this.reader = reader;
        this.range = range;
        this.thinning = thinning;
        this.cuts = cuts;
        this.scaler = scaler;
        this.clock = clock;
    }

    @Override
    public boolean hasNext() {
        try (StageClock.Lap lap = clock.start(Stage.DECODE)) {
            while (next == null && read <= range.last()) {
                Optional<SourceFrame> frame = reader.next();
                if (frame.isEmpty()) {
                    return false;
                }
                consider(frame.get(), read++);
            }
            return next != null;
        }
    }

    private void consider(SourceFrame frame, long number) {
        if (number < range.first()) {
            return;
        }
        // A cut at a frame that is dropped counts for the one that is kept after it.
        cutPending |= cuts.map(detector -> detector.startsScene(frame.frame())).orElse(false);
        if (thinning.keeps(frame.ticks())) {
            Moment moment = new Moment(position++, number, frame.ticks(), frame.durationTicks(), cutPending);
            next = new Picture(moment, scaler.scale(frame.frame()));
            cutPending = false;
        }
    }

    @Override
    public Picture next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Picture result = next;
        next = null;
        return result;
    }
}
