package restyle.pipeline.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import restyle.job.Job;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.RunContext;

/**
 * Chooses the frames that are diffused: of every scene the first, then every Nth, and the last, so that each of the others lies between two
 * of them. The others travel with the next that is diffused. Windows are laid over the chosen frames alone.
 */
public final class DiffusedFrames implements Iterator<ClipFrame> {

    private final Iterator<ClipFrame> frames;
    private final int every;
    private long position;
    private int inScene;
    private ClipFrame ahead;

    /**
     * Puts the choice behind the stage that decodes.
     *
     * @param every how many frames the diffused ones are apart, at least 1
     * @param first number of the first that is diffused
     */
    DiffusedFrames(Iterator<ClipFrame> frames, int every, long first) {
        this.frames = frames;
        this.every = every;
        this.position = first;
    }

    /** Opens the stage, behind that which decodes, for a clip, or for the scene that a part of it lies in. */
    public static Iterator<ClipFrame> open(Job job, RunContext run) {
        Iterator<ClipFrame> frames = SourceFrames.open(job, run);
        int every = job.selection().every();
        long first = run.part().map(part -> part.scene().first()).orElse(0L);
        return every == 1 ? frames : new DiffusedFrames(frames, every, first);
    }

    @Override
    public boolean hasNext() {
        return ahead != null || frames.hasNext();
    }

    @Override
    public ClipFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<ClipFrame> between = new ArrayList<>();
        ClipFrame frame = read();
        while (inScene % every != 0 && !isLast()) {
            between.add(frame.movedTo(frame.at().filledBefore(position)));
            frame = read();
        }
        return frame.movedTo(frame.at().diffusedAs(position++)).withBetween(between);
    }

    private ClipFrame read() {
        ClipFrame frame = ahead != null ? ahead : frames.next();
        ahead = frames.hasNext() ? frames.next() : null;
        inScene = frame.at().sceneStart() ? 0 : inScene + 1;
        return frame;
    }

    private boolean isLast() {
        return ahead == null || ahead.at().sceneStart();
    }
}
