package restyle.models.check.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import restyle.models.runtime.FloatTensor;

/** Networks that see one frame at a time, on several frames. */
final class FrameByFrame {

    private FrameByFrame() {}

    /**
     * Computes each frame and puts the results together along the first axis.
     *
     * @param one results of one frame by name, each [1, ...]
     */
    static Map<String, FloatTensor> run(long frames, IntFunction<Map<String, FloatTensor>> one) {
        Map<String, FloatTensor> all = new LinkedHashMap<>();
        for (int f = 0; f < frames; f++) {
            int frame = f;
            one.apply(frame).forEach((name, result) -> {
                long[] shape = result.shape();
                shape[0] = frames;
                all.computeIfAbsent(name, key -> FloatTensor.zeros(shape))
                        .rows(frame, frame + 1)
                        .data()
                        .put(result.data());
            });
        }
        return all;
    }
}
