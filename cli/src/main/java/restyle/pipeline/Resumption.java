package restyle.pipeline;

import java.util.Iterator;
import restyle.state.RunState;
import restyle.state.StoredFrame;

/**
 * What a run takes over from an interrupted one, and keeps for the next.
 *
 * @param state finished frames; the caller's
 * @param restart where denoising goes on
 */
record Resumption(RunState state, Restart restart) {

    /** The finished frames and then those that are denoised; each of these is kept as soon as it is there. */
    Iterator<Denoised> frames(Iterator<Prepared> prepared, ResumedFrames.Denoising denoising) {
        return Stages.map(new ResumedFrames(prepared, restart, state::read, denoising), this::kept);
    }

    private Denoised kept(Denoised frame) {
        Moment moment = frame.moment();
        if (moment.position() >= restart.finished()) {
            state.append(
                    new StoredFrame(moment.sourceFrame(), moment.timestamp(), moment.sceneStart(), frame.latents()));
        }
        return frame;
    }
}
