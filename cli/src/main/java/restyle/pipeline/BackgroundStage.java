package restyle.pipeline;

import java.util.Iterator;
import restyle.composite.Backdrop;
import restyle.plugins.Matte;

/**
 * Puts something else behind the subject. Mattes are made while frames are preprocessed and used when the same frames have been
 * generated; in between they wait here, as many as frames are on their way.
 */
final class BackgroundStage implements AutoCloseable {

    /** A source frame and its matte. */
    private record Held(Picture source, Matte matte) {}

    private final PluginRun matting;
    private final Backdrop backdrop;
    private final double secondsPerTick;
    private final StageClock clock;
    private final Waiting<Held> waiting = new Waiting<>();
    private long firstTimestamp = Long.MIN_VALUE;

    BackgroundStage(PluginRun matting, Backdrop backdrop, double secondsPerTick, StageClock clock) {
        this.matting = matting;
        this.backdrop = backdrop;
        this.secondsPerTick = secondsPerTick;
        this.clock = clock;
    }

    /** The same source frames; each gets its matte in passing. */
    Iterator<Picture> matted(Iterator<Picture> sources) {
        return Stages.map(sources, picture -> {
            try (StageClock.Lap lap = clock.start(Stage.PREPROCESS, matting.name())) {
                boolean sceneStart = picture.moment().sceneStart();
                Matte matte = (Matte) matting.next(sceneStart, picture.image());
                waiting.put(picture.moment(), new Held(picture, matte));
                return picture;
            }
        });
    }

    /** The generated frames in front of the background; frames may be left out. */
    Iterator<Picture> composed(Iterator<Picture> generated) {
        return Stages.map(generated, picture -> {
            try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
                Held held = waiting.take(picture.moment());
                long timestamp = picture.moment().timestamp();
                firstTimestamp = firstTimestamp == Long.MIN_VALUE ? timestamp : firstTimestamp;
                double seconds = (timestamp - firstTimestamp) * secondsPerTick;
                return new Picture(
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
