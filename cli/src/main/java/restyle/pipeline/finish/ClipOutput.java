package restyle.pipeline.finish;

import restyle.job.Job;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.media.VideoWriter;
import restyle.media.codec.Scaler;
import restyle.media.write.VideoWriters;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;

/** Writes: frames into the output, at the size of the source. */
public final class ClipOutput {

    private final VideoWriter writer;
    private final Scaler toSource;
    private final StageClock clock;

    private ClipOutput(VideoWriter writer, Scaler toSource, StageClock clock) {
        this.writer = writer;
        this.toSource = toSource;
        this.clock = clock;
    }

    /** Starts the output of a clip; closed with the run. */
    public static ClipOutput open(Job job, RunContext run) {
        VideoInfo source = run.source();
        MediaPath target = MediaPath.output(job.output().path());
        VideoWriter writer = run.keep(VideoWriters.create(target, source, job.format(), run.notices()));
        return new ClipOutput(writer, run.keep(new Scaler(source.width(), source.height())), run.clock());
    }

    /** Adds the next frame. */
    public void write(StyledFrame styled) {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            Frame frame = toSource.scale(styled.image());
            writer.write(frame, styled.at().timestamp(), styled.at().duration());
        }
    }

    /** Gives the output its name. */
    public void commit() {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            writer.commit();
        }
    }
}
