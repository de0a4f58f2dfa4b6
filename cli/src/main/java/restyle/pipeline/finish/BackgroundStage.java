package restyle.pipeline.finish;

import java.util.Iterator;
import restyle.composite.Backdrop;
import restyle.pipeline.control.PluginRun;
import restyle.pipeline.flow.FrameBuffer;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.Matte;

/**
 * Puts something else behind the subject. Mattes are made while frames are preprocessed and used when the same frames have been
 * generated; in between they wait here, as many as frames are on their way.
 */
public final class BackgroundStage implements AutoCloseable {

    /** A source frame and its matte. */
    private record Held(TimedFrame source, Matte matte) {}

    private final PluginRun matting;
    private final Backdrop backdrop;
    private final double secondsPerTick;
    private final StageClock clock;
    private final FrameBuffer<Held> waiting = new FrameBuffer<>();
    private long firstTimestamp = Long.MIN_VALUE;

    public BackgroundStage(PluginRun matting, Backdrop backdrop, double secondsPerTick, StageClock clock) {
        this.matting = matting;
        this.backdrop = backdrop;
        this.secondsPerTick = secondsPerTick;
        this.clock = clock;
    }

    /** The same source frames; each gets its matte in passing. */
    public Iterator<TimedFrame> matted(Iterator<TimedFrame> sources) {
        return Iterators.map(sources, picture -> {
            try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, matting.name())) {
                boolean sceneStart = picture.moment().sceneStart();
                Matte matte = (Matte) matting.next(sceneStart, picture.image());
                waiting.put(picture.moment(), new Held(picture, matte));
                return picture;
            }
        });
    }

    /** The generated frames in front of the background; frames may be left out. */
    public Iterator<TimedFrame> composed(Iterator<TimedFrame> generated) {
        return Iterators.map(generated, picture -> {
            try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
                Held held = waiting.take(picture.moment());
                long timestamp = picture.moment().timestamp();
                firstTimestamp = firstTimestamp == Long.MIN_VALUE ? timestamp : firstTimestamp;
                double seconds = (timestamp - firstTimestamp) * secondsPerTick;
                return new TimedFrame(
                        picture.moment(),
                        backdrop.compose(
                                picture.image(), held.matte(), held.source().image(), seconds));
            }
        });
    }

    @Override
    public void close() {
        backdrop.close();
        matting.close();
    }
}
