package restyle.pipeline.finish;

import restyle.job.Job;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.media.VideoWriter;
import restyle.media.write.VideoWriters;
import restyle.pipeline.flow.FinishedFrame;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;

/** Writes: frames into the output. */
public final class ClipOutput {

    private final RunContext run;
    private final MediaPath target;
    private final VideoInfo atStart;
    private final VideoWriter writer;
    private final StageClock clock;

    private ClipOutput(Job job, RunContext run, VideoInfo clip) {
        this.run = run;
        target = MediaPath.output(job.output().path());
        atStart = run.source();
        writer = run.keep(VideoWriters.create(target, clip, job.format(), run.notices()));
        clock = run.clock();
    }

    /**
     * Starts the output of a clip; closed with the run.
     *
     * @param clip what will be written
     */
    public static ClipOutput open(Job job, RunContext run, VideoInfo clip) {
        return new ClipOutput(job, run, clip);
    }

    /** Adds the next frame. */
    public void write(FinishedFrame frame) {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            writer.write(frame.image(), frame.ticks(), frame.durationTicks());
        }
    }

    /** Gives the output its name. */
    public void commit() {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            writer.commit();
            VideoWriters.tellLater(target, atStart, run.source(), run.notices());
        }
    }
}
