package restyle.pipeline.finish;

import java.util.function.Consumer;
import restyle.job.Job;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.media.VideoWriter;
import restyle.media.codec.Scaler;
import restyle.media.write.VideoWriters;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.Frame;

/** The sixth stage: frames into the output, at the size of the source. */
public final class ClipOutput implements AutoCloseable {

    private final VideoWriter writer;
    private final Scaler toSource;
    private final StageClock clock;

    /** @param source the clip that the frames are made of */
    public ClipOutput(Job job, VideoInfo source, StageClock clock, Consumer<String> notices) {
        this.clock = clock;
        writer = VideoWriters.create(MediaPath.output(job.output().path()), source, job.format(), notices);
        toSource = new Scaler(source.width(), source.height());
    }

    public void write(TimedFrame picture) {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            Frame frame = toSource.scale(picture.image());
            writer.write(frame, picture.moment().timestamp(), picture.moment().duration());
        }
    }

    /** Gives the output its name. */
    public void commit() {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            writer.commit();
        }
    }

    @Override
    public void close() {
        toSource.close();
        writer.close();
    }
}
