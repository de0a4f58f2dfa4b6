package restyle.pipeline.finish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongPredicate;
import restyle.deflicker.Rendition;
import restyle.deflicker.TemporalMean;
import restyle.pipeline.flow.FrameBuffer;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.Frame;

/**
 * Averages generated frames with their neighbours. Source frames wait here for what is generated of them, then both wait for as
 * many frames as the average reaches ahead.
 */
public final class DeflickerStage implements AutoCloseable {

    /** A source frame, and in which scene of the clip it is. */
    private record Held(TimedFrame source, long scene) {}

    /** Both pictures of a moment. */
    private record Pair(FramePosition moment, long scene, Rendition pictures) {}

    private final int reach;
    private final TemporalMean mean;
    private final StageClock clock;
    private final FrameBuffer<Held> waiting = new FrameBuffer<>();
    private long scene;

    /** @param reach frames before and after each that count, at least 1 */
    public DeflickerStage(int reach, int width, int height, StageClock clock) {
        this.reach = reach;
        this.mean = new TemporalMean(width, height);
        this.clock = clock;
    }

    /** The same source frames, remembered in passing. */
    public Iterator<TimedFrame> remembered(Iterator<TimedFrame> sources) {
        return Iterators.map(sources, picture -> {
            scene += picture.moment().sceneStart() ? 1 : 0;
            waiting.put(picture.moment(), new Held(picture, scene));
            return picture;
        });
    }

    /**
     * The generated frames without flicker.
     *
     * @param generated frames may be left out
     * @param shown by position, which frames are wanted; others only serve as neighbours
     */
    public Iterator<TimedFrame> steadied(Iterator<TimedFrame> generated, LongPredicate shown) {
        return new Steadied(generated, shown);
    }

    private Pair pair(TimedFrame generated) {
        Held held = waiting.take(generated.moment());
        return new Pair(
                generated.moment(), held.scene(), new Rendition(held.source().image(), generated.image()));
    }

    @Override
    public void close() {
        mean.close();
    }

    private final class Steadied implements Iterator<TimedFrame> {

        private final Iterator<TimedFrame> generated;
        private final LongPredicate shown;
        /** What has come and is still of use as a neighbour, in order. */
        private final Deque<Pair> window = new ArrayDeque<>();

        /** What has come and is not done, in order: the end of {@link #window}. */
        private final Deque<Pair> pending = new ArrayDeque<>();

        Steadied(Iterator<TimedFrame> generated, LongPredicate shown) {
            this.generated = generated;
            this.shown = shown;
        }

        @Override
        public boolean hasNext() {
            while (!pending.isEmpty() || generated.hasNext()) {
                if (pending.isEmpty()) {
                    read();
                }
                if (shown.test(pending.peek().moment().position())) {
                    return true;
                }
                pending.remove();
            }
            return false;
        }

        @Override
        public TimedFrame next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Pair pair = pending.remove();
            while (isAwaited(pair) && generated.hasNext()) {
                read();
            }
            while (!isNear(window.getFirst(), pair)) {
                window.remove();
            }
            try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
                return new TimedFrame(pair.moment(), steady(pair));
            }
        }

        /** Whether the next frame may be a neighbour. */
        private boolean isAwaited(Pair pair) {
            Pair last = window.getLast();
            return last.scene() == pair.scene()
                    && last.moment().position() < pair.moment().position() + reach;
        }

        private void read() {
            Pair pair = pair(generated.next());
            window.add(pair);
            pending.add(pair);
        }

        private Frame steady(Pair pair) {
            List<Rendition> neighbours = window.stream()
                    .filter(other -> other != pair && isNear(other, pair))
                    .map(Pair::pictures)
                    .toList();
            return mean.of(pair.pictures(), neighbours);
        }

        private boolean isNear(Pair other, Pair pair) {
            long distance = Math.abs(other.moment().position() - pair.moment().position());
            return other.scene() == pair.scene() && distance <= reach;
        }
    }
}
