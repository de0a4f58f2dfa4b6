package restyle.pipeline.finish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongPredicate;
import restyle.deflicker.TemporalMean;
import restyle.job.Job;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;
import restyle.vision.Rendition;

/** Averages generated frames with their neighbours; a frame waits for as many as the average reaches ahead. */
public final class Deflicker implements Iterator<StyledFrame> {

    private final Iterator<StyledFrame> generated;
    private final int reach;
    private final TemporalMean mean;
    private final LongPredicate wanted;
    private final StageClock clock;

    /** What has come and is still of use as a neighbour, in order. */
    private final Deque<StyledFrame> window = new ArrayDeque<>();

    /** What has come and is not done, in order: the end of {@link #window}. */
    private final Deque<StyledFrame> pending = new ArrayDeque<>();

    /**
     * Puts the average behind the stage that renders.
     *
     * @param generated frames may be left out
     * @param reach frames before and after each that count, at least 1
     * @param mean of pictures of the size of the frames; stays the caller's
     * @param wanted by position, which frames are wanted; others only serve as neighbours
     */
    Deflicker(Iterator<StyledFrame> generated, int reach, TemporalMean mean, LongPredicate wanted, StageClock clock) {
        this.generated = generated;
        this.reach = reach;
        this.mean = mean;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Opens the stage for a clip. */
    public static FrameStage<StyledFrame, StyledFrame> open(Job job, RunContext run) {
        if (job.deflicker() == 0) {
            return FrameStage.none();
        }
        TemporalMean mean =
                run.keep(new TemporalMean(run.size().width(), run.size().height()));
        return frames -> new Deflicker(frames, job.deflicker(), mean, run.wanted(), run.clock());
    }

    @Override
    public boolean hasNext() {
        while (!pending.isEmpty() || generated.hasNext()) {
            if (pending.isEmpty()) {
                read();
            }
            if (wanted.test(pending.peek().at().position())) {
                return true;
            }
            pending.remove();
        }
        return false;
    }

    @Override
    public StyledFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StyledFrame frame = pending.remove();
        while (isAwaited(frame) && generated.hasNext()) {
            read();
        }
        while (!isNear(window.getFirst(), frame)) {
            window.remove();
        }
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            return frame.with(steady(frame));
        }
    }

    /** Whether the next frame may be a neighbour. */
    private boolean isAwaited(StyledFrame frame) {
        StyledFrame last = window.getLast();
        return last.at().scene() == frame.at().scene()
                && last.at().position() < frame.at().position() + reach;
    }

    private void read() {
        StyledFrame frame = generated.next();
        window.add(frame);
        pending.add(frame);
    }

    private Frame steady(StyledFrame frame) {
        List<Rendition> neighbours = window.stream()
                .filter(other -> other != frame && isNear(other, frame))
                .map(Deflicker::rendition)
                .toList();
        return mean.of(rendition(frame), neighbours);
    }

    private static Rendition rendition(StyledFrame frame) {
        return new Rendition(frame.clip().image(), frame.image());
    }

    private boolean isNear(StyledFrame other, StyledFrame frame) {
        long distance = Math.abs(other.at().position() - frame.at().position());
        return other.at().scene() == frame.at().scene() && distance <= reach;
    }
}
