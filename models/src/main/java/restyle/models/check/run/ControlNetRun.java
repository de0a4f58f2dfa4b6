package restyle.models.check.run;

import java.util.Map;
import restyle.models.engine.LoadedControlNet;
import restyle.models.engine.ResidualNames;
import restyle.models.model.ControlModel;
import restyle.models.runtime.FloatTensor;

/** A ControlNet: latents [f, 4, h, w], timestep int64 [1], context [1, tokens, width], maps [f, 3, H, W] to down_0 and so on, mid. */
final class ControlNetRun implements RunnableNetwork {

    @Override
    public String name() {
        return "controlnet";
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
        FloatTensor context = in.floats("context", 1, -1, -1);
        ControlModel model = ControlModel.open(source.file());
        int factor = model.mapFactor();
        FloatTensor maps = in.floats("maps", latents.dim(0), 3, latents.dim(2) * factor, latents.dim(3) * factor);
        try (LoadedControlNet net = LoadedControlNet.open(
                model,
                (int) latents.dim(2),
                (int) latents.dim(3),
                (int) context.dim(1),
                (int) context.dim(2),
                source.compute())) {
            return FrameByFrame.run(
                    latents.dim(0),
                    f -> ResidualNames.name(
                            net.run(latents.rows(f, f + 1), in.timestep(), context, maps.rows(f, f + 1))));
        }
    }
}
