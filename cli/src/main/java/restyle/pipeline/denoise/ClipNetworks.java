package restyle.pipeline.denoise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import restyle.models.engine.Conditioning;
import restyle.models.engine.LoadedUNet;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.networks.Branch;
import restyle.pipeline.networks.ControlNetwork;
import restyle.pipeline.networks.Networks;
import restyle.pipeline.networks.PromptVectors;

/**
 * The UNet, the ControlNets and the T2I-Adapters of one generation size, as denoising calls them. Used by one thread.
 */
final class ClipNetworks implements DenoisingNetworks<WindowResiduals.OfFrame> {

    private final LoadedUNet unet;
    private final List<ControlNetwork> controls;
    private final PromptVectors prompts;
    private final StageClock clock;
    private final String predictor;

    private final FloatTensor window;
    private final FloatTensor frame;
    private final FloatTensor framePrompt;
    private final FloatTensor windowPrompts;
    private final WindowResiduals residuals;
    private final List<FloatTensor> unscaled;
    private final FrameFeatures features;
    private final FrameHints hints;

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
        long[] promptShape = networks.promptShape();
        this.framePrompt = FloatTensor.zeros(promptShape);
        this.windowPrompts =
                prompts.isPerFrame() ? FloatTensor.zeros(windowShape[0], promptShape[1], promptShape[2]) : framePrompt;
        List<long[]> shapes =
                controls.isEmpty() ? List.of() : controls.get(0).network().residualShapes();
        this.residuals = new WindowResiduals(shapes, (int) windowShape[0]);
        this.features = new FrameFeatures(networks.adapters(), networks.mapShape(), windowShape[0]);
        this.hints = new FrameHints(controls, networks.mapShape());
        this.unscaled = WindowResiduals.zeros(shapes, 1);
    }

    @Override
    public boolean controlled(double timestep) {
        return controls.stream().anyMatch(control -> control.range().contains(timestep));
    }

    @Override
    public WindowResiduals.OfFrame residuals(
            ClipFrame clip, float[] latents, double timestep, Branch branch, int place) {
        return timed(() -> {
            WindowResiduals.OfFrame row = residuals.at(place);
            boolean first = true;
            frame.data().put(latents);
            FloatTensor prompt = prompt(List.of(clip), branch, framePrompt);
            for (int k = 0; k < controls.size(); k++) {
                ControlNetwork control = controls.get(k);
                boolean counts = branch == Branch.PROMPT || !control.promptOnly();
                if (counts && control.range().contains(timestep)) {
                    boolean direct = first && control.scale() == 1;
                    List<FloatTensor> results = direct ? row.levels() : unscaled;
                    control.network().run(frame, timestep, prompt, hints.of(clip, k), results);
                    if (!results.stream().allMatch(FloatTensor::isFinite)) {
                        throw new NotFiniteException(control.name());
                    }
                    if (!direct) {
                        sum(row.levels(), first ? 0 : 1, (float) control.scale());
                    }
                    first = false;
                }
            }
            if (first) {
                sum(row.levels(), 0, 0);
            }
            return row;
        });
    }

    @Override
    public String predictor() {
        return predictor;
    }

    @Override
    public WindowResiduals.OfFrame keep(WindowResiduals.OfFrame frame) {
        return residuals.kept(frame);
    }

    @Override
    public void release(WindowResiduals.OfFrame frame) {
        residuals.release(frame);
    }

    @Override
    public void done(ClipFrame frame) {
        features.done(frame);
        hints.done(frame);
    }

    @Override
    public float[] predict(
            List<ClipFrame> frames,
            float[] latents,
            double timestep,
            Branch branch,
            List<WindowResiduals.OfFrame> controlled) {
        return timed(() -> {
            window.data().put(latents);
            // One graph serves steps with and without control: adding zeros changes nothing, a second graph would cost
            // its weights.
            Map<String, FloatTensor> control = new HashMap<>(residuals.of(controlled));
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

    /** Makes residuals what they are times a factor, and the last network's results times another. */
    private void sum(List<FloatTensor> rows, float factor, float scale) {
        for (int level = 0; level < rows.size(); level++) {
            rows.get(level).sum(factor, unscaled.get(level), scale);
        }
    }

    private <T> T timed(Supplier<T> work) {
        try (StageClock.Lap lap = clock.start(Stage.DENOISE)) {
            return work.get();
        }
    }
}
