package restyle.pipeline.denoise;

import java.util.List;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.networks.ControlNetwork;

/** What the first layers of ControlNets make of a frame's maps: the same at every step, so computed once, when a ControlNet first asks. */
final class FrameHints {

    private final List<ControlNetwork> controls;
    private final List<FrameMemory<FloatTensor>> memories;
    private final FloatTensor map;

    /**
     * Takes the ControlNets of a job.
     *
     * @param mapShape [1, 3, H, W] of a control map
     */
    FrameHints(List<ControlNetwork> controls, long[] mapShape) {
        this.controls = controls;
        this.memories = controls.stream()
                .map(control -> new FrameMemory<>(
                        () -> FloatTensor.zeros(control.network().hintShape())))
                .toList();
        this.map = FloatTensor.zeros(mapShape);
    }

    /** Returns the hint of a frame for one of the ControlNets, [1, c, h, w]. */
    FloatTensor of(ClipFrame frame, int network) {
        ControlNetwork control = controls.get(network);
        return memories.get(network).of(frame, hint -> {
            byte[] rgb = frame.maps().get(control.map()).rgb();
            Planes.writeUnit(control.inverts() ? LineMaps.whiteOnBlack(rgb) : rgb, map);
            control.network().hint(map, hint);
        });
    }

    /** Is told that the frame has taken its last step. */
    void done(ClipFrame frame) {
        memories.forEach(memory -> memory.done(frame));
    }
}
