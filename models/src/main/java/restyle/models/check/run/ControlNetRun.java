package restyle.models.check.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.models.engine.LoadedControlNet;
import restyle.models.engine.ResidualNames;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.model.ControlModel;
import restyle.models.runtime.FloatTensor;

/** A ControlNet: latents [f, 4, h, w], timestep int64 [1], context [1, tokens, width], maps [f, 3, H, W] to down_0 and so on, mid. */
final class ControlNetRun implements RunnableNetwork {
    private static final RunOption MODEL =
            RunOption.single("--model", "CHECKPOINT", "The base model of a difference ControlNet or a Control-LoRA.");
    private static final RunOption GUESS = RunOption.flag("--guess", "Residuals count less the finer they are.");
    private static final RunOption POOL = RunOption.flag(
            "--global-pool", "Only the mean of each residual counts, as in files whose name says shuffle.");

    @Override
    public String name() {
        return "controlnet";
    }

    @Override
    public List<RunOption> options() {
        return List.of(MODEL, GUESS, POOL);
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
        FloatTensor context = in.floats("context", 1, -1, -1);
        ControlModel model = open(source);
        int factor = model.mapFactor();
        FloatTensor maps = in.floats("maps", latents.dim(0), 3, latents.dim(2) * factor, latents.dim(3) * factor);
        try (LoadedControlNet net = LoadedControlNet.open(
                model,
                (int) latents.dim(2),
                (int) latents.dim(3),
                (int) context.dim(1),
                (int) context.dim(2),
                source.compute())) {
            Map<String, FloatTensor> residuals = FrameByFrame.run(
                    latents.dim(0),
                    f -> ResidualNames.name(
                            net.run(latents.rows(f, f + 1), in.timestep(), context, maps.rows(f, f + 1))));
            if (model.needs().pools()) {
                residuals.replaceAll((name, residual) -> firstPixel(residual));
            }
            return residuals;
        }
    }

    private static ControlModel open(RunSource source) {
        Optional<Path> base = source.options().path(MODEL);
        ControlModel model = base.isPresent()
                ? ControlModel.open(source.file(), Checkpoint.ofParts(List.of(base.get())))
                : openAlone(source.file());
        if (source.options().has(POOL)) {
            model = model.pooling(true);
        }
        return source.options().has(GUESS) ? model.guessing() : model;
    }

    private static ControlModel openAlone(Path file) {
        if (ControlModel.needsBase(file)) {
            throw new ModelException(
                    file + " holds what a ControlNet changes in its base model; name that with --model FILE");
        }
        return ControlModel.open(file);
    }

    /** What is the same everywhere is written once: [f, c, h, w] to [f, c, 1, 1]. */
    private static FloatTensor firstPixel(FloatTensor residual) {
        FloatTensor first = FloatTensor.zeros(residual.dim(0), residual.dim(1), 1, 1);
        int pixels = residual.count() / first.count();
        for (int i = 0; i < first.count(); i++) {
            first.data().put(i, residual.data().get(i * pixels));
        }
        return first;
    }
}
