package restyle.models.check.run;

import java.util.Map;
import restyle.models.engine.VaeDecoder;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.FloatTensor;

/** The decoding half of a VAE: latents [f, 4, h, w] to decoded [f, 3, H, W], about -1..1. */
final class VaeDecodeRun implements RunnableNetwork {

    @Override
    public String name() {
        return "vae-decode";
    }

    @Override
    public Map<String, FloatTensor> run(RunSource source, TensorInputs in) {
        FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
        Checkpoint checkpoint = source.checkpoint();
        int together = checkpoint.autoencoder().decodesClips() ? (int) latents.dim(0) : 1;
        try (VaeDecoder vae =
                VaeDecoder.open(checkpoint, together, (int) latents.dim(2), (int) latents.dim(3), source.compute())) {
            return together > 1
                    ? Map.of("decoded", vae.decode(latents))
                    : FrameByFrame.run(latents.dim(0), f -> Map.of("decoded", vae.decode(latents.rows(f, f + 1))));
        }
    }
}
