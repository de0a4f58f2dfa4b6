package restyle.pipeline.denoise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import restyle.pipeline.flow.ClipFrame;

/**
 * What holds for every step of a frame: computed once, kept until the frame has taken its last step. Its memory then serves another frame.
 *
 * @param <T> tensors of one frame
 */
final class FrameMemory<T> {

    private final Supplier<T> maker;
    private final Map<Long, T> known = new HashMap<>();
    private final Deque<T> spare = new ArrayDeque<>();

    /** @param maker makes room for a frame */
    FrameMemory(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Returns what is known of a frame; if nothing is, it is written first. */
    T of(ClipFrame frame, Consumer<T> writer) {
        T values = known.get(frame.at().position());
        if (values == null) {
            values = spare.isEmpty() ? maker.get() : spare.pop();
            writer.accept(values);
            known.put(frame.at().position(), values);
        }
        return values;
    }

    /** Is told that the frame has taken its last step. */
    void done(ClipFrame frame) {
        T free = known.remove(frame.at().position());
        if (free != null) {
            spare.push(free);
        }
    }
}
