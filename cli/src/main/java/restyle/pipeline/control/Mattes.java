package restyle.pipeline.control;

import java.util.List;
import restyle.job.Job;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.plugins.Matte;

/** Finds the subject of every frame, where something else shall stand behind it. */
public final class Mattes {

    private Mattes() {}

    /** Opens the stage for a clip, with the matting preprocessor. */
    public static FrameStage<ClipFrame, ClipFrame> open(Job job, RunContext run) {
        if (job.backing().isEmpty()) {
            return FrameStage.none();
        }
        Job.Backing backing = job.backing().get();
        PluginRun matting =
                run.keep(PluginRun.open(run.plugins().preprocessor(backing.matting()), backing.settings(), job, run));
        return of(matting, run.clock());
    }

    /** Makes the stage of a matting preprocessor that is open; it stays the caller's. */
    static FrameStage<ClipFrame, ClipFrame> of(PluginRun matting, StageClock clock) {
        return FrameStage.each(frame -> {
            try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, matting.name())) {
                List<ClipFrame> between = frame.between().stream()
                        .map(filled -> matted(filled, matting))
                        .toList();
                return matted(frame, matting).withBetween(between);
            }
        });
    }

    private static ClipFrame matted(ClipFrame frame, PluginRun matting) {
        return frame.withMatte((Matte) matting.next(frame.at().sceneStart(), frame.image()));
    }
}
