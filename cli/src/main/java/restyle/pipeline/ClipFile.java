package restyle.pipeline;

import java.util.function.Consumer;
import restyle.job.Job;
import restyle.plugins.Frame;
import restyle.video.MediaPath;
import restyle.video.Scaler;
import restyle.video.VideoInfo;
import restyle.video.VideoWriter;

/** The sixth stage: frames into the output, at the size of the source. */
final class ClipFile implements AutoCloseable {

    private final VideoWriter writer;
    private final Scaler toSource;
    private final StageClock clock;

    /** @param source the clip that the frames are made of */
    ClipFile(Job job, VideoInfo source, StageClock clock, Consumer<String> notices) {
        this.clock = clock;
        writer = VideoWriter.create(MediaPath.output(job.output().path()), source, job.format(), notices);
        toSource = new Scaler(source.width(), source.height());
    }

    void write(Picture picture) {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            Frame frame = toSource.scale(picture.image());
            writer.write(frame, picture.moment().timestamp(), picture.moment().duration());
        }
    }

    /** Gives the output its name. */
    void commit() {
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
