package restyle.resume;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import restyle.media.VideoException;
import restyle.pipeline.denoise.Denoising;
import restyle.pipeline.denoise.LeftEdge;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Iterators;

/**
 * Denoises a clip of which an interrupted run may have finished a part: finished frames come from its state, the others are denoised, and
 * each of these is kept as soon as it is there. Equal to denoising the whole clip, bit for bit.
 */
public final class ResumedDenoiser implements Iterator<DenoisedFrame> {

    private final Iterator<EncodedFrame> frames;
    private final ResumePoint point;
    private final LongFunction<StoredFrame> finished;
    private final Denoising denoising;

    private final Deque<EncodedFrame> again = new ArrayDeque<>();
    private long position;
    private Iterator<DenoisedFrame> rest;

    /** @param finished frames by their position */
    ResumedDenoiser(
            Iterator<EncodedFrame> frames, ResumePoint point, LongFunction<StoredFrame> finished, Denoising denoising) {
        this.frames = frames;
        this.point = point;
        this.finished = finished;
        this.denoising = denoising;
    }

    /**
     * Makes the stage.
     *
     * @param state finished frames; stays the caller's
     * @param point where denoising goes on
     */
    public static FrameStage<EncodedFrame, DenoisedFrame> of(RunState state, ResumePoint point, Denoising denoising) {
        return frames -> Iterators.map(new ResumedDenoiser(frames, point, state::read, denoising), frame -> {
            if (frame.at().position() >= point.finished()) {
                state.append(stored(frame));
            }
            return frame;
        });
    }

    private static StoredFrame stored(DenoisedFrame frame) {
        FramePosition at = frame.at();
        return new StoredFrame(at.sourceFrame(), at.timestamp(), at.sceneStart(), frame.latents());
    }

    @Override
    public boolean hasNext() {
        if (position < point.finished()) {
            return frames.hasNext();
        }
        if (rest == null) {
            rest = rest();
        }
        return rest.hasNext();
    }

    @Override
    public DenoisedFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return position < point.finished() ? takenOver() : rest.next();
    }

    private DenoisedFrame takenOver() {
        EncodedFrame frame = frames.next();
        StoredFrame stored = finished.apply(position++);
        FramePosition at = frame.at();
        if (stored.sourceFrame() != at.sourceFrame()
                || stored.timestamp() != at.timestamp()
                || stored.sceneStart() != at.sceneStart()) {
            throw new VideoException(
                    "--resume: frame %d of the source is not the one that was restyled; start again without --resume"
                            .formatted(at.sourceFrame()));
        }
        if (at.position() >= point.from()) {
            again.add(frame);
        }
        return new DenoisedFrame(frame.clip(), stored.latents());
    }

    private Iterator<DenoisedFrame> rest() {
        if (!frames.hasNext()) {
            return Collections.emptyIterator();
        }
        EncodedFrame next = frames.next();
        if (next.at().sceneStart()) {
            again.clear();
        }
        int known = again.size();
        int behind = known == 0 ? 0 : (int) (point.from() - point.scene());
        again.add(next);
        Iterator<DenoisedFrame> denoised = denoising.of(input(), LeftEdge.at(behind));
        for (int i = 0; i < known; i++) {
            denoised.next();
        }
        return denoised;
    }

    /** The frames to denoise: those that are held back, then the others. */
    private Iterator<EncodedFrame> input() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !again.isEmpty() || frames.hasNext();
            }

            @Override
            public EncodedFrame next() {
                return again.isEmpty() ? frames.next() : again.remove();
            }
        };
    }
}
