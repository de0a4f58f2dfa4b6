package restyle.pipeline.finish;

import java.util.Optional;
import restyle.ink.InkDrawing;
import restyle.job.Delivery;
import restyle.job.Job;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;

/**
 * Draws ink over generated frames. It comes before deflickering, filling and upscaling, so that lines are steadied, moved and made crisp
 * with the rest, and before a background is put behind the subject, so that only what was generated has ink.
 */
public final class Inking {

    private Inking() {}

    /** Opens the stage for a clip. */
    public static FrameStage<StyledFrame, StyledFrame> open(Job job, RunContext run) {
        Optional<Delivery.Ink> ink = job.delivery().ink();
        if (ink.isEmpty()) {
            return FrameStage.none();
        }
        InkDrawing drawing = new InkDrawing(
                run.size().width(),
                run.size().height(),
                ink.get().darkness(),
                ink.get().flat(),
                ink.get().detail());
        return frames -> Iterators.map(frames, frame -> inked(frame, drawing, run.clock()));
    }

    private static StyledFrame inked(StyledFrame frame, InkDrawing drawing, StageClock clock) {
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            return frame.with(drawing.of(frame.clip().image(), frame.image()));
        }
    }
}
