package restyle.pipeline.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import restyle.job.PixelSize;
import restyle.media.MediaPath;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoReader;
import restyle.media.codec.Scaler;
import restyle.media.read.VideoReaders;
import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;

/** Ready-made control maps from a video or an image sequence: map n belongs to frame n of the source. */
public final class FileMaps implements MapSource {

    private final String path;
    private final VideoReader reader;
    private final Scaler scaler;
    private final PixelSize size;
    private long next;

    public FileMaps(String path, PixelSize size, int threads, Consumer<String> notices) {
        this.path = path;
        this.reader = VideoReaders.open(MediaPath.input(path), threads, notices);
        this.scaler = new Scaler(size.width(), size.height());
        this.size = size;
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public List<ControlMap> next(List<ClipFrame> frames) {
        return frames.stream().map(this::mapOf).toList();
    }

    private ControlMap mapOf(ClipFrame frame) {
        long wanted = frame.at().sourceFrame();
        Frame map = null;
        while (next <= wanted) {
            Optional<SourceFrame> read = reader.next();
            if (read.isEmpty()) {
                throw new VideoException(
                        "%s: expected a map for every frame of the source, found %d maps; frame %d has none"
                                .formatted(path, next, wanted));
            }
            map = read.get().frame();
            next++;
        }
        return new ControlMap(size.width(), size.height(), scaler.scale(map).rgb());
    }

    @Override
    public void close() {
        scaler.close();
        reader.close();
    }
}
