package restyle.pipeline.denoise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import restyle.models.engine.ResidualNames;
import restyle.models.runtime.FloatTensor;

/**
 * The residuals of a window, where the UNet reads them and ControlNets write them: one tensor for each level, a row for each frame. Residuals
 * that a later window needs, too, are copied away and back; there are as many copies as frames that windows share. All of it lies outside the
 * Java heap and is used again and again.
 */
final class WindowResiduals {

    private final List<FloatTensor> levels;
    private final List<OfFrame> places = new ArrayList<>();
    private final Deque<OfFrame> spare = new ArrayDeque<>();

    /**
     * Residuals of one frame.
     *
     * @param levels [1, channels, h, w] each
     * @param isCopy whether they are a copy, or rows of the window
     */
    record OfFrame(List<FloatTensor> levels, boolean isCopy) {

        private void copyTo(OfFrame other) {
            for (int level = 0; level < levels.size(); level++) {
                other.levels.get(level).data().put(levels.get(level).data());
            }
        }
    }

    /**
     * Makes room.
     *
     * @param shapes of the residuals of one frame, [1, channels, h, w]; empty where there are no ControlNets
     * @param frames of a window
     */
    WindowResiduals(List<long[]> shapes, int frames) {
        levels = zeros(shapes, frames);
        for (int place = 0; place < frames; place++) {
            int from = place;
            places.add(new OfFrame(
                    levels.stream().map(level -> level.rows(from, from + 1)).toList(), false));
        }
    }

    static List<FloatTensor> zeros(List<long[]> shapes, int frames) {
        return shapes.stream()
                .map(shape -> FloatTensor.zeros(frames, shape[1], shape[2], shape[3]))
                .toList();
    }

    /** Returns the rows of a frame of the window, to be written. */
    OfFrame at(int place) {
        return places.get(place);
    }

    /** Returns the window's residuals by name, with copies brought back to their places. */
    Map<String, FloatTensor> of(List<OfFrame> frames) {
        for (int place = 0; place < frames.size(); place++) {
            if (frames.get(place).isCopy()) {
                frames.get(place).copyTo(places.get(place));
            }
        }
        return frames.isEmpty() ? Map.of() : ResidualNames.name(levels);
    }

    /** Returns residuals that stay when the next window is written. */
    OfFrame kept(OfFrame frame) {
        if (frame.isCopy()) {
            return frame;
        }
        OfFrame copy = spare.isEmpty() ? new OfFrame(copies(), true) : spare.pop();
        frame.copyTo(copy);
        return copy;
    }

    private List<FloatTensor> copies() {
        return zeros(levels.stream().map(FloatTensor::shape).toList(), 1);
    }

    /** Takes a copy back that no later window needs. */
    void release(OfFrame frame) {
        if (frame.isCopy()) {
            spare.push(frame);
        }
    }
}
