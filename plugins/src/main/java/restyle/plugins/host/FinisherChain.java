package restyle.plugins.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Frame;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;

/**
 * Runs the finishers of a clip, each on what the one before returns. Opens them all before the first frame; closes them all. Used by one
 * thread at a time; interrupting that thread stops the plugin that is at work.
 */
public final class FinisherChain implements AutoCloseable {

    /**
     * One finisher of a chain.
     *
     * @param settings of the finisher, complete
     */
    public record Step(PluginFinisher finisher, Settings settings) {}

    /**
     * A finished frame.
     *
     * @param frame at the size of {@link #output}. Its index is that of the restyled frame it was made of or, where the frame rate has
     *     changed, is counted on from the first
     * @param ticks when it is shown, in the time base of {@link #output}, on the source's own time line
     * @param durationTicks how long it is shown; 0 if unknown
     */
    public record Finished(Frame frame, long ticks, long durationTicks) {}

    /** A frame as it entered a finisher, in that finisher's ticks, and the source's frame that goes with it. */
    private record Entered(long ticks, long index, Frame source) {}

    private final List<Link> links = new ArrayList<>();
    private final VideoFormat output;
    private final List<Finished> ready = new ArrayList<>();
    private Optional<FilmFrame> held = Optional.empty();
    private long ticksPerTick = 1;
    private long endTicks;
    private boolean started;

    private FinisherChain(List<Step> steps, Clip clip, VideoFormat restyled, Consumer<String> notices) {
        VideoFormat format = restyled;
        try {
            for (Step step : steps) {
                Link link = new Link(links.size(), step.finisher.open(clip, format, step.settings, notices), format);
                links.add(link);
                ticksPerTick = Math.multiplyExact(ticksPerTick, link.finisher.ticksPerTick());
                format = link.finisher.output();
            }
        } catch (RuntimeException | Error e) {
            closeAll().ifPresent(e::addSuppressed);
            throw e;
        }
        output = format;
    }

    /**
     * Opens finishers for a clip; none at all give every frame back as it is.
     *
     * @param clip size and rate of the source's frames, and what may be used to compute
     * @param restyled the restyled frames that will come
     * @param notices told when a plugin gives no result for a long time
     * @throws PluginException if one cannot start; all are closed then
     */
    public static FinisherChain open(List<Step> steps, Clip clip, VideoFormat restyled, Consumer<String> notices) {
        return new FinisherChain(steps, clip, restyled, notices);
    }

    /** Returns size, rate and time base of what comes out. */
    public VideoFormat output() {
        return output;
    }

    /**
     * Finishes the next frame of the clip and returns what is ready, in order: one frame is held back, since how long it is shown follows
     * from the next.
     *
     * @param source the source's frame
     * @param restyled what was made of it; ticks count in the time base of the chain's input
     * @param durationTicks how long the restyled frame is shown; 0 if unknown
     * @param sceneStart whether it begins a new scene; counts from the second frame on
     * @throws PluginException if a plugin fails or breaks its contract
     */
    public List<Finished> next(Frame source, FilmFrame restyled, long durationTicks, boolean sceneStart) {
        if (sceneStart && started) {
            endScene();
        }
        started = true;
        endTicks = durationTicks > 0 ? (restyled.ticks() + durationTicks) * ticksPerTick : 0;
        enter(0, source, restyled);
        return taken();
    }

    /**
     * Ends the clip and returns the rest of its frames.
     *
     * @throws PluginException if a plugin fails or breaks its contract
     */
    public List<Finished> end() {
        endScene();
        held.ifPresent(last ->
                ready.add(new Finished(last.frame(), last.ticks(), Math.max(0, endTicks - last.ticks()))));
        held = Optional.empty();
        return taken();
    }

    private List<Finished> taken() {
        List<Finished> taken = List.copyOf(ready);
        ready.clear();
        return taken;
    }

    private void endScene() {
        links.forEach(Link::endScene);
    }

    private void enter(int position, Frame source, FilmFrame frame) {
        if (position < links.size()) {
            links.get(position).enter(source, frame);
            return;
        }
        held.ifPresent(last -> ready.add(new Finished(last.frame(), last.ticks(), frame.ticks() - last.ticks())));
        held = Optional.of(frame);
    }

    /** Closes the finishers. What they hold back is dropped. */
    @Override
    public void close() {
        closeAll().ifPresent(failure -> {
            throw failure;
        });
    }

    private Optional<RuntimeException> closeAll() {
        RuntimeException failure = null;
        for (Link link : links) {
            try {
                link.finisher.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        return Optional.ofNullable(failure);
    }

    /** A finisher at its place in the chain. */
    private final class Link {

        private final int position;
        private final GuardedFinisher finisher;
        private final boolean keepsRate;
        private final Deque<Entered> entered = new ArrayDeque<>();
        private long lastIndex = -1;

        Link(int position, GuardedFinisher finisher, VideoFormat input) {
            this.position = position;
            this.finisher = finisher;
            keepsRate = finisher.output().frameRate().equals(input.frameRate());
        }

        void enter(Frame source, FilmFrame frame) {
            entered.add(new Entered(frame.ticks(), frame.frame().index(), source));
            finisher.finish(source, frame).forEach(this::leave);
        }

        void endScene() {
            finisher.endScene().forEach(this::leave);
        }

        /** Hands a frame on, with the number and the source's frame of what had entered last at its time. */
        private void leave(FilmFrame made) {
            while (entered.size() > 1 && next().ticks * finisher.ticksPerTick() <= made.ticks()) {
                entered.remove();
            }
            Entered origin = entered.element();
            lastIndex = lastIndex < 0 || keepsRate ? Math.max(lastIndex + 1, origin.index) : lastIndex + 1;
            Frame frame = made.frame();
            Frame numbered = new Frame(lastIndex, frame.width(), frame.height(), frame.rgb());
            FinisherChain.this.enter(position + 1, origin.source, new FilmFrame(numbered, made.ticks()));
        }

        private Entered next() {
            var all = entered.iterator();
            all.next();
            return all.next();
        }
    }
}
