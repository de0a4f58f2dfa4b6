package restyle.models.check.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.models.engine.LoadedUNet;
import restyle.models.graph.ModelException;
import restyle.models.model.MotionModule;
import restyle.models.nets.MotionNorms;
import restyle.models.runtime.FloatTensor;

/**
 * The UNet: latents [f, 4, h, w], timestep int64 [1], context [1, tokens, width], perhaps a ControlNet's down_0 and so on, mid to out [f, 4,
 * h, w].
 */
final class UNetRun implements RunnableNetwork {
    private static final RunOption MOTION = RunOption.single("--motion", "FILE", "Motion module.");
    private static final RunOption NORMS = RunOption.single(
            "--motion-norms", "window|frame", "Over what the motion module is normalised; the default is window.");

    @Override
    public String name() {
        return "unet";
    }

    @Override
    public List<RunOption> options() {
        return List.of(MOTION, NORMS, LoraOptions.LORA, LoraOptions.MOTION_LORA);
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
        FloatTensor context = in.floats("context", 1, -1, -1);
        List<FloatTensor> residuals = in.residuals();
        LoadedUNet.Size size = new LoadedUNet.Size(
                (int) latents.dim(0), (int) latents.dim(2), (int) latents.dim(3), (int) context.dim(1));
        MotionNorms norms = norms(source);
        Optional<MotionModule> motion = source.options()
                .path(MOTION)
                .map(file -> MotionModule.open(file).withNorms(norms));
        try (LoadedUNet unet =
                LoadedUNet.open(LoraOptions.checkpoint(source), motion, size, !residuals.isEmpty(), source.compute())) {
            return Map.of("out", unet.run(latents, in.timestep(), context, residuals));
        }
    }

    private static MotionNorms norms(RunSource source) {
        try {
            return MotionNorms.of(source.options().text(NORMS).orElse("window"));
        } catch (IllegalArgumentException e) {
            throw new ModelException(NORMS.name() + ": " + e.getMessage(), e);
        }
    }
}
