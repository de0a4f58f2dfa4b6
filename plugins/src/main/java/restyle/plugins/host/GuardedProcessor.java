package restyle.plugins.host;

import java.util.Locale;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.ResultKind;

/**
 * Holds a plugin's frame processor to its contract: results of the clip's size and the promised kind. Anything else is a
 * {@link PluginException} with the plugin's name.
 */
final class GuardedProcessor implements FrameProcessor {

    private final PluginThread thread;
    private final Clip clip;
    private final ResultKind promised;
    private final FrameProcessor inner;
    private boolean closed;

    /** @param thread that opened {@code inner}; ended by {@link #close} */
    GuardedProcessor(PluginThread thread, Clip clip, ResultKind promised, FrameProcessor inner) {
        this.thread = thread;
        this.clip = clip;
        this.promised = promised;
        this.inner = inner;
    }

    @Override
    public FrameResult process(Frame frame) {
        if (frame.width() != clip.width() || frame.height() != clip.height()) {
            throw new IllegalArgumentException("frame %d is %dx%d, the clip %dx%d"
                    .formatted(frame.index(), frame.width(), frame.height(), clip.width(), clip.height()));
        }
        FrameResult result = thread.call("at frame " + frame.index(), () -> inner.process(frame));
        String wrong = problem(result);
        if (wrong != null) {
            throw new PluginException(
                    "plugin %s failed at frame %d: %s".formatted(thread.plugin(), frame.index(), wrong));
        }
        return result;
    }

    private String problem(FrameResult result) {
        if (result == null) {
            return "it returned null";
        }
        ResultKind found = result instanceof ControlMap ? ResultKind.CONTROL_MAP : ResultKind.MATTE;
        if (found != promised) {
            return "it promised %s and returned %s".formatted(promised, found);
        }
        if (result.width() != clip.width() || result.height() != clip.height()) {
            return String.format(
                    Locale.ROOT,
                    "expected a result of %dx%d pixels, found %dx%d",
                    clip.width(),
                    clip.height(),
                    result.width(),
                    result.height());
        }
        return null;
    }

    @Override
    public void reset() {
        thread.call("at a scene cut", () -> {
            inner.reset();
            return null;
        });
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            thread.close(inner);
        }
    }
}
