package restyle.pipeline.finish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import restyle.fill.InBetween;
import restyle.job.Job;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.InterruptedRun;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;
import restyle.vision.Rendition;

/**
 * Fills in the frames that were not diffused, each from the two that were diffused around it: a function of these two and of the source
 * between them. Several are at work at the same time; they come out in the order in which they are shown.
 */
public final class Filling implements Iterator<StyledFrame> {

    private final Iterator<StyledFrame> diffused;
    private final FillWorkers workers;
    private final StageClock clock;
    private final Deque<Future<StyledFrame>> coming = new ArrayDeque<>();
    private StyledFrame before;

    /** @param workers stay the caller's */
    Filling(Iterator<StyledFrame> diffused, FillWorkers workers, StageClock clock) {
        this.diffused = diffused;
        this.workers = workers;
        this.clock = clock;
    }

    /** Opens the stage for a clip. */
    public static FrameStage<StyledFrame, StyledFrame> open(Job job, RunContext run) {
        if (job.selection().every() == 1) {
            return FrameStage.none();
        }
        FillWorkers workers = run.keep(new FillWorkers(run.size(), job.compute().threads()));
        return frames -> Iterators.filter(
                new Filling(frames, workers, run.clock()),
                frame -> run.part()
                        .filter(part -> !part.holds(frame.at().position()))
                        .isEmpty());
    }

    @Override
    public boolean hasNext() {
        return !coming.isEmpty() || diffused.hasNext();
    }

    @Override
    public StyledFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (coming.size() <= workers.count() && diffused.hasNext()) {
            read();
        }
        try {
            return coming.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRun(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private void read() {
        StyledFrame after = diffused.next();
        // Those before the first frame of a part belong to another part.
        List<ClipFrame> between = before == null ? List.of() : after.clip().between();
        for (int i = 0; i < between.size(); i++) {
            Rendition earlier = rendition(before);
            ClipFrame frame = between.get(i);
            int distance = i + 1;
            int left = between.size() - i;
            coming.add(workers.start(fill -> filled(fill, frame, earlier, distance, rendition(after), left)));
        }
        before = new StyledFrame(after.clip().withBetween(List.of()), after.image());
        coming.add(CompletableFuture.completedFuture(before));
    }

    private StyledFrame filled(
            InBetween fill, ClipFrame frame, Rendition before, int distance, Rendition after, int left) {
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            Frame picture = fill.of(frame.image(), before, distance, after, left);
            return new StyledFrame(frame, picture);
        }
    }

    private static Rendition rendition(StyledFrame frame) {
        return new Rendition(frame.clip().image(), frame.image());
    }
}
