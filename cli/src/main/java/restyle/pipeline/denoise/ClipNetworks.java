package restyle.pipeline.denoise;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import restyle.models.engine.Conditioning;
import restyle.models.engine.LoadedUNet;
import restyle.models.engine.ResidualNames;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.networks.Branch;
import restyle.pipeline.networks.ControlNetwork;
import restyle.pipeline.networks.Networks;
import restyle.pipeline.networks.PromptVectors;

/**
 * The UNet, the ControlNets and the T2I-Adapters of one generation size, as denoising calls them. Used by one thread. Residuals live outside the
 * Java heap and are used again and again: there are as many as frames in flight.
 */
final class ClipNetworks implements DenoisingNetworks<List<FloatTensor>> {

    private final LoadedUNet unet;
    private final List<ControlNetwork> controls;
    private final PromptVectors prompts;
    private final StageClock clock;
    private final String predictor;

    private final FloatTensor window;
    private final FloatTensor frame;
    private final FloatTensor map;
    private final FloatTensor framePrompt;
    private final FloatTensor windowPrompts;
    private final List<FloatTensor> windowResiduals;
    private final List<FloatTensor> unscaled;
    private final Deque<List<FloatTensor>> spare = new ArrayDeque<>();
    private final FrameFeatures features;

    /** Takes the networks of a job for one clip. */
    ClipNetworks(Networks networks, StageClock clock) {
        this.unet = networks.unet();
        this.controls = networks.controls();
        this.prompts = networks.prompts();
        this.clock = clock;
        this.predictor = networks.predictor();
        long[] windowShape = networks.windowShape();
        this.window = FloatTensor.zeros(windowShape);
        this.frame = FloatTensor.zeros(networks.latentShape());
        this.map = FloatTensor.zeros(networks.mapShape());
        long[] promptShape = networks.promptShape();
        this.framePrompt = FloatTensor.zeros(promptShape);
        this.windowPrompts =
                prompts.isPerFrame() ? FloatTensor.zeros(windowShape[0], promptShape[1], promptShape[2]) : framePrompt;
        this.windowResiduals = controls.isEmpty() ? List.of() : residualTensors(windowShape[0]);
        this.features = new FrameFeatures(networks.adapters(), networks.mapShape(), windowShape[0]);
        this.unscaled = controls.isEmpty() ? List.of() : residualTensors(1);
    }

    private List<FloatTensor> residualTensors(long frames) {
        List<FloatTensor> tensors = new ArrayList<>();
        for (long[] shape : controls.get(0).network().residualShapes()) {
            tensors.add(FloatTensor.zeros(frames, shape[1], shape[2], shape[3]));
        }
        return tensors;
    }

    @Override
    public boolean controlled(double timestep) {
        return controls.stream().anyMatch(control -> control.range().contains(timestep));
    }

    @Override
    public List<FloatTensor> residuals(ClipFrame clip, float[] latents, double timestep, Branch branch) {
        return timed(() -> {
            List<FloatTensor> sums = spare.isEmpty() ? residualTensors(1) : spare.pop();
            sums.forEach(ClipNetworks::clear);
            frame.data().put(latents);
            FloatTensor prompt = prompt(List.of(clip), branch, framePrompt);
            for (ControlNetwork control : controls) {
                boolean counts = branch == Branch.PROMPT || !control.promptOnly();
                if (counts && control.range().contains(timestep)) {
                    byte[] rgb = clip.maps().get(control.map()).rgb();
                    Planes.writeUnit(control.inverts() ? LineMaps.whiteOnBlack(rgb) : rgb, map);
                    control.network().run(frame, timestep, prompt, map, unscaled);
                    if (!unscaled.stream().allMatch(FloatTensor::isFinite)) {
                        throw new NotFiniteException(control.name());
                    }
                    addScaled(unscaled, (float) control.scale(), sums);
                }
            }
            return sums;
        });
    }

    @Override
    public String predictor() {
        return predictor;
    }

    @Override
    public void release(List<FloatTensor> residuals) {
        spare.push(residuals);
    }

    @Override
    public void done(ClipFrame frame) {
        features.done(frame);
    }

    @Override
    public float[] predict(
            List<ClipFrame> frames,
            float[] latents,
            double timestep,
            Branch branch,
            List<List<FloatTensor>> residuals) {
        return timed(() -> {
            window.data().put(latents);
            for (int f = 0; f < residuals.size(); f++) {
                for (int level = 0; level < windowResiduals.size(); level++) {
                    windowResiduals
                            .get(level)
                            .rows(f, f + 1)
                            .data()
                            .put(residuals.get(f).get(level).data());
                }
            }
            // One graph serves steps with and without control: adding zeros changes nothing, a second graph would cost
            // its weights.
            Map<String, FloatTensor> control =
                    new HashMap<>(residuals.isEmpty() ? Map.of() : ResidualNames.name(windowResiduals));
            control.putAll(features.of(frames, timestep));
            Conditioning prompted =
                    Conditioning.of(prompt(frames, branch, windowPrompts)).with(control);
            // Windows lie within a scene, and so do reference pictures.
            Conditioning told = frames.get(0)
                    .reference()
                    .map(tokens -> prompted.with(tokens.of(branch)))
                    .orElse(prompted);
            return unet.run(window, timestep, told).toArray();
        });
    }

    /** What frames are told: one prompt for all, or written into {@code each}. */
    private FloatTensor prompt(List<ClipFrame> frames, Branch branch, FloatTensor each) {
        if (!prompts.isPerFrame()) {
            FramePosition first = frames.get(0).at();
            return prompts.shared(branch, first.sourceFrame(), first.scene());
        }
        for (int f = 0; f < frames.size(); f++) {
            FramePosition at = frames.get(f).at();
            prompts.write(
                    branch, at.sourceFrame(), at.scene(), each.rows(f, f + 1).data());
        }
        return each;
    }

    private static void clear(FloatTensor tensor) {
        FloatBuffer data = tensor.data();
        for (int i = 0; i < tensor.count(); i++) {
            data.put(i, 0);
        }
    }

    private static void addScaled(List<FloatTensor> residuals, float scale, List<FloatTensor> sums) {
        for (int level = 0; level < sums.size(); level++) {
            FloatBuffer from = residuals.get(level).data();
            FloatBuffer to = sums.get(level).data();
            for (int i = 0; i < to.remaining(); i++) {
                to.put(i, to.get(i) + scale * from.get(i));
            }
        }
    }

    private <T> T timed(Supplier<T> work) {
        try (StageClock.Lap lap = clock.start(Stage.DENOISE)) {
            return work.get();
        }
    }
}
