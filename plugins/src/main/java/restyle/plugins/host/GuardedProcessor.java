package restyle.plugins.host;

import java.util.List;
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
    public int batch() {
        int wanted = thread.call("when asked for its batch", inner::batch);
        if (wanted < 1 || wanted > MAX_BATCH) {
            throw new PluginException("plugin %s failed: it asked for batches of %d frames, expected 1 to %d"
                    .formatted(thread.plugin(), wanted, MAX_BATCH));
        }
        return wanted;
    }

    @Override
    public FrameResult process(Frame frame) {
        requireSize(frame);
        FrameResult result = thread.call(at(frame), () -> inner.process(frame));
        return required(result, frame);
    }

    @Override
    public List<FrameResult> processAll(List<Frame> frames) {
        if (frames.size() == 1) {
            return List.of(process(frames.get(0)));
        }
        frames.forEach(this::requireSize);
        Frame first = frames.get(0);
        List<FrameResult> results = thread.call(at(first), () -> inner.processAll(frames));
        if (results == null || results.size() != frames.size()) {
            throw failed(
                    first,
                    "it returned %s results for %d frames"
                            .formatted(results == null ? "no" : results.size(), frames.size()));
        }
        for (int i = 0; i < frames.size(); i++) {
            required(results.get(i), frames.get(i));
        }
        return results;
    }

    private static String at(Frame frame) {
        return "at frame " + frame.index();
    }

    private void requireSize(Frame frame) {
        if (frame.width() != clip.width() || frame.height() != clip.height()) {
            throw new IllegalArgumentException("frame %d is %dx%d, the clip %dx%d"
                    .formatted(frame.index(), frame.width(), frame.height(), clip.width(), clip.height()));
        }
    }

    private FrameResult required(FrameResult result, Frame frame) {
        String wrong = problem(result);
        if (wrong != null) {
            throw failed(frame, wrong);
        }
        return result;
    }

    private PluginException failed(Frame frame, String wrong) {
        return new PluginException("plugin %s failed at frame %d: %s".formatted(thread.plugin(), frame.index(), wrong));
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
