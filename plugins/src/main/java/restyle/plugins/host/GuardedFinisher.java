package restyle.plugins.host;

import java.util.List;
import java.util.concurrent.Callable;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.VideoFormat;

/**
 * Holds a plugin's finisher to its contract: frames of the declared size, each later than the one before. Anything else is a
 * {@link PluginException} with the plugin's name.
 */
final class GuardedFinisher implements FrameFinisher {

    private final PluginThread thread;
    private final FrameFinisher inner;
    private final VideoFormat output;
    private final int ticksPerTick;
    private long lastTicks = Long.MIN_VALUE;
    private boolean closed;

    /**
     * Asks what will come out.
     *
     * @param thread that opened {@code inner}; ended by {@link #close}
     * @param restyled what will come in
     */
    GuardedFinisher(PluginThread thread, FrameFinisher inner, VideoFormat restyled) {
        this.thread = thread;
        this.inner = inner;
        output = thread.call("to start", () -> inner.output(restyled));
        if (output == null) {
            throw failed("to start", "output returned null");
        }
        ticksPerTick = ticksPerTick(restyled.timeBase(), output.timeBase());
    }

    private int ticksPerTick(Fraction in, Fraction out) {
        long top = (long) in.numerator() * out.denominator();
        long bottom = (long) in.denominator() * out.numerator();
        if (top % bottom != 0 || top / bottom > Integer.MAX_VALUE) {
            throw failed("to start", "its time base of %s s does not divide that of the clip, %s s".formatted(out, in));
        }
        return (int) (top / bottom);
    }

    /** Returns what comes out, as it was declared. */
    VideoFormat output() {
        return output;
    }

    /** Returns how many ticks of the output a tick of the input is, at least 1. */
    int ticksPerTick() {
        return ticksPerTick;
    }

    @Override
    public VideoFormat output(VideoFormat restyled) {
        return output;
    }

    @Override
    public List<FilmFrame> finish(Frame source, FilmFrame restyled) {
        return checked("at frame " + restyled.frame().index(), () -> inner.finish(source, restyled));
    }

    @Override
    public List<FilmFrame> endScene() {
        return checked("at the end of a scene", inner::endScene);
    }

    private List<FilmFrame> checked(String doing, Callable<List<FilmFrame>> code) {
        List<FilmFrame> frames = thread.call(doing, () -> {
            List<FilmFrame> made = code.call();
            return made == null || made.stream().anyMatch(frame -> frame == null) ? null : List.copyOf(made);
        });
        if (frames == null) {
            throw failed(doing, "it returned null in place of frames");
        }
        for (FilmFrame made : frames) {
            Frame frame = made.frame();
            if (frame.width() != output.width() || frame.height() != output.height()) {
                throw failed(
                        doing,
                        "expected frames of %dx%d pixels, found %dx%d"
                                .formatted(output.width(), output.height(), frame.width(), frame.height()));
            }
            if (made.ticks() <= lastTicks) {
                throw failed(
                        doing,
                        "expected frames in the order of their times, found tick %d after %d"
                                .formatted(made.ticks(), lastTicks));
            }
            lastTicks = made.ticks();
        }
        return frames;
    }

    private PluginException failed(String doing, String wrong) {
        return new PluginException("plugin %s failed %s: %s".formatted(thread.plugin(), doing, wrong));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            thread.close(inner);
        }
    }
}
