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

    private final VideoWriter writer;
    private final StageClock clock;

    private ClipOutput(VideoWriter writer, StageClock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Starts the output of a clip; closed with the run.
     *
     * @param clip what will be written
     */
    public static ClipOutput open(Job job, RunContext run, VideoInfo clip) {
        MediaPath target = MediaPath.output(job.output().path());
        VideoWriter writer = run.keep(VideoWriters.create(target, clip, job.format(), run.notices()));
        return new ClipOutput(writer, run.clock());
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
        }
    }
}
