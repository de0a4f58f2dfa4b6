package restyle.pipeline.source;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import restyle.job.FrameRange;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.codec.Scaler;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.vision.SceneCuts;
import restyle.vision.SceneFrame;

/** The first stage: the frames that are wanted, at the size that is generated, with scene cuts marked. */
public final class SourceFrames implements Iterator<TimedFrame>, AutoCloseable {

    private final VideoReader reader;
    private final FrameRange range;
    private final FrameThinning thinning;
    private final SceneCuts scenes;
    private final Scaler scaler;
    private final StageClock clock;

    private boolean skipped;
    private long position;
    private boolean cutPending = true;
    private TimedFrame next;

    /**
     * @param cuts threshold of the scene cuts
     * @param scaler brings frames to the size that is generated
     */
    public SourceFrames(
            VideoReader reader,
            FrameRange range,
            FrameThinning thinning,
            double cuts,
            Scaler scaler,
            StageClock clock) {
        this.reader = reader;
        this.range = range;
        this.thinning = thinning;
        this.scenes = new SceneCuts(this::inRange, cuts);
        this.scaler = scaler;
        this.clock = clock;
    }

    private Optional<SourceFrame> inRange() {
        if (!skipped) {
            reader.skip(range.first());
            skipped = true;
        }
        return reader.next().filter(frame -> frame.frame().index() <= range.last());
    }

    @Override
    public boolean hasNext() {
        try (StageClock.Lap lap = clock.start(Stage.DECODE)) {
            while (next == null) {
                Optional<SceneFrame> frame = scenes.next();
                if (frame.isEmpty()) {
                    return false;
                }
                consider(frame.get());
            }
            return true;
        }
    }

    private void consider(SceneFrame found) {
        SourceFrame frame = found.source();
        // A cut at a frame that is dropped counts for the one that is kept after it.
        cutPending |= found.cut();
        if (thinning.keeps(frame.ticks())) {
            FramePosition moment = new FramePosition(
                    position++, frame.frame().index(), frame.ticks(), frame.durationTicks(), cutPending);
            next = new TimedFrame(moment, scaler.scale(frame.frame()));
            cutPending = false;
        }
    }

    @Override
    public TimedFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        TimedFrame result = next;
        next = null;
        return result;
    }

    @Override
    public void close() {
        scenes.close();
    }
}
