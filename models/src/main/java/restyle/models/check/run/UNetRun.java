package restyle.models.check.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.models.engine.Conditioning;
import restyle.models.engine.LoadedUNet;
import restyle.models.graph.ModelException;
import restyle.models.model.IpAdapterModel;
import restyle.models.model.MotionModule;
import restyle.models.nets.MotionNorms;
import restyle.models.runtime.FloatTensor;

/**
 * The UNet: latents [f, 4, h, w], timestep int64 [1], context [1 or f, tokens, width]; perhaps a ControlNet's down_0 and so on, mid; a T2I-Adapter's
 * feature_0 and so on; with an IP-Adapter image_tokens [1, n, width]; to out [f, 4, h, w]. Axes of size 1 are repeated.
 */
final class UNetRun implements RunnableNetwork {
    private static final RunOption MOTION = RunOption.single("--motion", "FILE", "Motion module.");
    private static final RunOption IP_ADAPTER = RunOption.single(
            "--ip-adapter", "FILE[:SCALE]", "IP-Adapter that reads image_tokens; the scale is 1 unless given.");
    private static final RunOption NORMS = RunOption.single(
            "--motion-norms", "window|frame", "Over what the motion module is normalised; the default is window.");

    @Override
    public String name() {
        return "unet";
    }

    @Override
    public List<RunOption> options() {
        return List.of(MOTION, NORMS, LoraOptions.LORA, LoraOptions.MOTION_LORA, IP_ADAPTER);
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
        FloatTensor context = in.floats("context", -1, -1, -1);
        Map<String, FloatTensor> more = in.residuals();
        Map<String, FloatTensor> features = in.features();
        LoadedUNet.Size size = new LoadedUNet.Size(
                (int) latents.dim(0),
                (int) latents.dim(2),
                (int) latents.dim(3),
                (int) context.dim(1),
                context.dim(0) != 1);
        MotionNorms norms = norms(source);
        Optional<MotionModule> motion = source.options()
                .path(MOTION)
                .map(file -> MotionModule.open(file).withNorms(norms));
        Optional<ScaledFile> adapter =
                source.options().scaled(IP_ADAPTER, 1).stream().findFirst();
        LoadedUNet.Additions additions = new LoadedUNet.Additions(
                !more.isEmpty(),
                !features.isEmpty(),
                adapter.map(ScaledFile::file).map(IpAdapterModel::open));
        more.putAll(features);
        Optional<Conditioning.Reference> reference = adapter.map(
                file -> new Conditioning.Reference(in.floats(LoadedUNet.IMAGE_TOKENS, 1, -1, -1), file.scale()));
        try (LoadedUNet unet =
                LoadedUNet.open(LoraOptions.checkpoint(source), motion, size, additions, source.compute())) {
            requireAll(in, unet, more);
            more.replaceAll((name, value) ->
                    Broadcasting.to(value, unet.additionShapes().getOrDefault(name, value.shape())));
            Conditioning told = new Conditioning(context, reference, more);
            return Map.of("out", unet.run(latents, in.timestep(), told));
        }
    }

    /** What is left out would count as nothing, which is not what a file with some of it means. */
    private static void requireAll(TensorInputs in, LoadedUNet unet, Map<String, FloatTensor> given) {
        unet.additionShapes().keySet().stream()
                .filter(name -> !given.containsKey(name))
                .filter(name -> !name.equals(LoadedUNet.IMAGE_TOKENS) && !name.equals(LoadedUNet.IMAGE_SCALE))
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelException("%s has no tensor %s; the UNet takes %s"
                            .formatted(
                                    in.file().path(),
                                    name,
                                    unet.additionShapes().keySet()));
                });
    }

    private static MotionNorms norms(RunSource source) {
        try {
            return MotionNorms.of(source.options().text(NORMS).orElse("window"));
        } catch (IllegalArgumentException e) {
            throw new ModelException(NORMS.name() + ": " + e.getMessage(), e);
        }
    }
}
