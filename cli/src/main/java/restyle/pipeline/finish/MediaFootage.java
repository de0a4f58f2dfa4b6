package restyle.pipeline.finish;

import java.util.Optional;
import java.util.function.Consumer;
import restyle.composite.Cover;
import restyle.composite.Footage;
import restyle.composite.Shot;
import restyle.job.PixelSize;
import restyle.media.MediaPath;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.codec.Scaler;
import restyle.media.read.VideoReaders;
import restyle.plugins.Frame;

/** A background from a video, an image or a sequence: cut to the clip's shape and brought to its size. */
public final class MediaFootage implements Footage {

    private final VideoReader reader;
    private final Scaler scaler;
    private final PixelSize size;
    private final double secondsPerTick;

    public MediaFootage(String path, PixelSize size, int threads, Consumer<String> notices) {
        this.scaler = new Scaler(size.width(), size.height());
        try {
            this.reader = VideoReaders.open(MediaPath.input(path), threads, notices);
        } catch (RuntimeException | Error e) {
            scaler.close();
            throw e;
        }
        this.size = size;
        this.secondsPerTick = reader.info().timeBase().toDouble();
    }

    @Override
    public Optional<Shot> next() {
        return reader.next().map(this::shot);
    }

    private Shot shot(SourceFrame source) {
        Frame frame = scaler.scale(Cover.crop(source.frame(), size.width(), size.height()));
        long duration = Math.max(1, source.durationTicks());
        return new Shot(frame, source.ticks() * secondsPerTick, duration * secondsPerTick);
    }

    @Override
    public void close() {
        scaler.close();
        reader.close();
    }
}
