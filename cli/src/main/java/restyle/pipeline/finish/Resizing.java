package restyle.pipeline.finish;

import restyle.job.Job;
import restyle.media.VideoInfo;
import restyle.media.codec.Scaler;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;

/** Brings restyled frames to the size of the output. */
public final class Resizing {

    private Resizing() {}

    /** Opens the stage for a clip. */
    public static FrameStage<StyledFrame, StyledFrame> open(Job job, RunContext run) {
        VideoInfo wanted = job.delivery().resized(run.source());
        Scaler scaler = run.keep(new Scaler(wanted.width(), wanted.height()));
        return FrameStage.each(frame -> {
            try (StageClock.Lap lap = run.clock().start(Stage.WRITE)) {
                return frame.with(scaler.scale(frame.image()));
            }
        });
    }
}
