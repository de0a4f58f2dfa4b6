package restyle.pipeline.source;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import restyle.job.FrameRange;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.codec.Scaler;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.ClipPart;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.PlannedScene;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.vision.SceneCuts;
import restyle.vision.SceneFrame;

/** Decodes: gives the frames that are wanted, at the size that is generated, with scene cuts marked. */
public final class SourceFrames implements Iterator<ClipFrame>, AutoCloseable {

    private final VideoReader reader;
    private final FrameRange range;
    private final FrameThinning thinning;
    private final SceneCuts scenes;
    private final Scaler scaler;
    private final StageClock clock;

    private boolean skipped;
    private long position;
    private int scene = -1;
    private boolean cutPending = true;
    private ClipFrame next;

    /** Opens the stage for a clip, or for the scene that a part of it lies in. */
    public static Iterator<ClipFrame> open(Job job, RunContext run) {
        Job.Selection selection = job.selection();
        double secondsPerTick = run.source().timeBase().toDouble();
        if (run.part().isEmpty()) {
            return run.keep(new SourceFrames(
                    run.reader(),
                    selection.frames(),
                    new FrameThinning(selection.fps(), secondsPerTick),
                    run.size(),
                    selection.cuts(),
                    run.clock()));
        }
        ClipPart part = run.part().get();
        PlannedScene planned = part.scene();
        SourceFrames frames = run.keep(new SourceFrames(
                run.reader(),
                new FrameRange(planned.sourceFrame(), selection.frames().last()),
                new FrameThinning(selection.fps(), secondsPerTick, OptionalLong.of(part.clipStart())),
                run.size(),
                SceneCuts.OFF,
                run.clock()));
        frames.position = planned.first();
        frames.scene = planned.number() - 1;
        return Iterators.to(frames, frame -> frame.at().position() == planned.first() + planned.shown() - 1);
    }

    private SourceFrames(
            VideoReader reader,
            FrameRange range,
            FrameThinning thinning,
            PixelSize size,
            double cuts,
            StageClock clock) {
        this.reader = reader;
        this.range = range;
        this.thinning = thinning;
        this.clock = clock;
        scaler = new Scaler(size.width(), size.height());
        try {
            scenes = new SceneCuts(this::inRange, cuts);
        } catch (RuntimeException | Error e) {
            scaler.close();
            throw e;
        }
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
            scene += cutPending ? 1 : 0;
            FramePosition at = new FramePosition(
                    position++, frame.frame().index(), frame.ticks(), frame.durationTicks(), scene, cutPending);
            next = new ClipFrame(at, scaler.scale(frame.frame()));
            cutPending = false;
        }
    }

    @Override
    public ClipFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ClipFrame result = next;
        next = null;
        return result;
    }

    @Override
    public void close() {
        scaler.close();
        scenes.close();
    }
}
