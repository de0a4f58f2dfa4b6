package restyle.resume;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import restyle.media.VideoException;
import restyle.pipeline.flow.Denoised;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Prepared;

/**
 * The fourth stage of a run that goes on: finished frames come from the state of the interrupted run, the others are denoised.
 * Equal to denoising the whole clip, bit for bit.
 */
final class ResumedFrames implements Iterator<Denoised> {

    /** Denoises frames of which the first is so many frames behind the start of its scene. */
    public interface Denoising {
        Iterator<Denoised> of(Iterator<Prepared> frames, int behindSceneStart);
    }

    /** Finished frames by their position. */
    interface Finished {
        StoredFrame read(long position);
    }

    private final Iterator<Prepared> frames;
    private final Restart restart;
    private final Finished finished;
    private final Denoising denoising;

    private final Deque<Prepared> again = new ArrayDeque<>();
    private long position;
    private Iterator<Denoised> rest;

    ResumedFrames(Iterator<Prepared> frames, Restart restart, Finished finished, Denoising denoising) {
        this.frames = frames;
        this.restart = restart;
        this.finished = finished;
        this.denoising = denoising;
    }

    @Override
    public boolean hasNext() {
        if (position < restart.finished()) {
            return frames.hasNext();
        }
        if (rest == null) {
            rest = rest();
        }
        return rest.hasNext();
    }

    @Override
    public Denoised next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return position < restart.finished() ? stored() : rest.next();
    }

    private Denoised stored() {
        Prepared frame = frames.next();
        StoredFrame stored = finished.read(position++);
        FramePosition moment = frame.moment();
        if (stored.sourceFrame() != moment.sourceFrame()
                || stored.timestamp() != moment.timestamp()
                || stored.sceneStart() != moment.sceneStart()) {
            throw new VideoException(
                    "--resume: frame %d of the source is not the one that was restyled; start again without --resume"
                            .formatted(moment.sourceFrame()));
        }
        if (moment.position() >= restart.from()) {
            again.add(frame);
        }
        return new Denoised(moment, stored.latents());
    }

    private Iterator<Denoised> rest() {
        if (!frames.hasNext()) {
            return Collections.emptyIterator();
        }
        Prepared next = frames.next();
        if (next.moment().sceneStart()) {
            again.clear();
        }
        int known = again.size();
        int behind = known == 0 ? 0 : (int) (restart.from() - restart.scene());
        again.add(next);
        Iterator<Denoised> denoised = denoising.of(input(), behind);
        for (int i = 0; i < known; i++) {
            denoised.next();
        }
        return denoised;
    }

    /** The frames to denoise: those that are held back, then the others. */
    private Iterator<Prepared> input() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !again.isEmpty() || frames.hasNext();
            }

            @Override
            public Prepared next() {
                return again.isEmpty() ? frames.next() : again.remove();
            }
        };
    }
}
