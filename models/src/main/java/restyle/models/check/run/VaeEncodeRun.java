package restyle.models.check.run;

import java.util.Map;
import restyle.models.engine.VaeEncoder;
import restyle.models.runtime.FloatTensor;

/** The encoding half of a VAE: image [f, 3, H, W], -1..1, to mean [f, 4, h, w]. */
final class VaeEncodeRun implements RunnableNetwork {

    @Override
    public String name() {
        return "vae-encode";
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor image = in.floats("image", -1, 3, -1, -1);
        try (VaeEncoder vae =
                VaeEncoder.open(source.checkpoint(), (int) image.dim(2), (int) image.dim(3), source.compute())) {
            return FrameByFrame.run(image.dim(0), f -> Map.of("mean", vae.encode(image.rows(f, f + 1))));
        }
    }
}
