package restyle.resume;

import java.util.Iterator;
import restyle.pipeline.flow.Denoised;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.Prepared;

/**
 * What a run takes over from an interrupted one, and keeps for the next.
 *
 * @param state finished frames; the caller's
 * @param restart where denoising goes on
 */
public record Resumption(RunState state, Restart restart) {

    /** The finished frames and then those that are denoised; each of these is kept as soon as it is there. */
    public Iterator<Denoised> frames(Iterator<Prepared> prepared, ResumedFrames.Denoising denoising) {
        return Iterators.map(new ResumedFrames(prepared, restart, state::read, denoising), this::kept);
    }

    private Denoised kept(Denoised frame) {
        FramePosition moment = frame.moment();
        if (moment.position() >= restart.finished()) {
            state.append(
                    new StoredFrame(moment.sourceFrame(), moment.timestamp(), moment.sceneStart(), frame.latents()));
        }
        return frame;
    }
}
