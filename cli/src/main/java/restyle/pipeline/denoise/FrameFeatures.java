package restyle.pipeline.denoise;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.networks.AdapterNetwork;
import restyle.pipeline.networks.NotFinite;

/**
 * What T2I-Adapters add to the UNet. Features hold for every step, so they are computed once for a frame, times their scale.
 */
final class FrameFeatures {

    private final List<AdapterNetwork> adapters;
    private final FloatTensor map;
    private final Map<String, FloatTensor> window = new TreeMap<>();
    private final FrameMemory<List<Map<String, FloatTensor>>> memory;

    /**
     * Takes the adapters of a job.
     *
     * @param mapShape [1, 3, H, W] of a control map
     * @param frames of a window
     */
    FrameFeatures(List<AdapterNetwork> adapters, long[] mapShape, long frames) {
        this.adapters = adapters;
        this.map = FloatTensor.zeros(mapShape);
        this.memory = new FrameMemory<>(
                () -> adapters.stream().map(adapter -> tensors(adapter, 1)).toList());
        if (!adapters.isEmpty()) {
            window.putAll(tensors(adapters.get(0), frames));
        }
    }

    private static Map<String, FloatTensor> tensors(AdapterNetwork adapter, long frames) {
        Map<String, FloatTensor> tensors = new TreeMap<>();
        adapter.network().featureShapes().forEach((name, shape) -> {
            shape[0] = frames;
            tensors.put(name, FloatTensor.zeros(shape));
        });
        return tensors;
    }

    /**
     * Adds up what the adapters say of a window's frames.
     *
     * @return [frames, channels, h, w] by place, good until the next call; empty where no adapter takes part
     */
    Map<String, FloatTensor> of(List<ClipFrame> frames, double timestep) {
        if (adapters.stream().noneMatch(adapter -> adapter.range().contains(timestep))) {
            return Map.of();
        }
        for (int f = 0; f < frames.size(); f++) {
            sum(features(frames.get(f)), timestep, f);
        }
        return window;
    }

    /** Is told that the frame has taken its last step. */
    void done(ClipFrame frame) {
        memory.done(frame);
    }

    private void sum(List<Map<String, FloatTensor>> features, double timestep, int row) {
        window.forEach((place, all) -> {
            FloatBuffer to = all.rows(row, row + 1).data();
            boolean first = true;
            for (int k = 0; k < adapters.size(); k++) {
                if (adapters.get(k).range().contains(timestep)) {
                    FloatBuffer from = features.get(k).get(place).data();
                    if (first) {
                        to.put(0, from, 0, from.limit());
                        first = false;
                    } else {
                        add(from, to);
                    }
                }
            }
        });
    }

    private static void add(FloatBuffer from, FloatBuffer to) {
        for (int i = 0; i < to.limit(); i++) {
            to.put(i, to.get(i) + from.get(i));
        }
    }

    private List<Map<String, FloatTensor>> features(ClipFrame frame) {
        return memory.of(frame, features -> {
            for (int k = 0; k < adapters.size(); k++) {
                AdapterNetwork adapter = adapters.get(k);
                Planes.writeUnit(frame.maps().get(adapter.map()).rgb(), map);
                adapter.network().run(map, features.get(k));
                requireFinite(adapter, features.get(k), frame);
                features.get(k).values().forEach(feature -> multiply(feature.data(), (float) adapter.scale()));
            }
        });
    }

    private static void multiply(FloatBuffer values, float factor) {
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, values.get(i) * factor);
        }
    }

    private static void requireFinite(AdapterNetwork adapter, Map<String, FloatTensor> features, ClipFrame frame) {
        if (!features.values().stream().allMatch(FloatTensor::isFinite)) {
            throw NotFinite.of(
                    adapter.name(), " for frame %d".formatted(frame.at().sourceFrame()));
        }
    }
}
