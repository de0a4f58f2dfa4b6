package restyle.pipeline.denoise;

import java.util.Optional;
import restyle.job.Job;
import restyle.models.engine.VaeEncoder;
import restyle.models.graph.ModelException;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Padding;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;

/** Encodes: gives every frame its own latents, where denoising starts from them. */
public final class SourceLatents {

    private final VaeEncoder encoder;
    private final float latentScale;
    private final Padding padding;
    private final FloatTensor image;
    private final StageClock clock;

    private SourceLatents(VaeEncoder encoder, float latentScale, Padding padding, StageClock clock) {
        this.encoder = encoder;
        this.latentScale = latentScale;
        this.padding = padding;
        this.image = FloatTensor.zeros(
                1, 3, padding.outer().height(), padding.outer().width());
        this.clock = clock;
    }

    /**
     * Opens the stage for a clip, with the autoencoder.
     *
     * @param from position of the first frame that is denoised; those before it need no latents
     */
    public static FrameStage<ClipFrame, EncodedFrame> open(Job job, RunContext run, long from) {
        Optional<VaeEncoder> encoder = run.networks().encoder();
        if (encoder.isEmpty()) {
            return FrameStage.each(frame -> new EncodedFrame(frame, null));
        }
        float latentScale = run.model().latentScale();
        SourceLatents latents = new SourceLatents(encoder.get(), latentScale, run.padding(), run.clock());
        return FrameStage.each(
                frame -> new EncodedFrame(frame, frame.at().position() >= from ? latents.of(frame) : null));
    }

    private float[] of(ClipFrame frame) {
        try (StageClock.Lap lap = clock.start(Stage.ENCODE)) {
            Planes.writeSigned(padding.pad(frame.image().rgb()), image);
            FloatTensor encoded = encoder.encode(image);
            if (!encoded.isFinite()) {
                throw new ModelException(
                        "the autoencoder returned values that are not finite (NaN or infinity) when it encoded frame %d; its weights may hold such values, which 'restyle models show --values FILE' looks for"
                                .formatted(frame.at().sourceFrame()));
            }
            float[] latents = encoded.toArray();
            for (int i = 0; i < latents.length; i++) {
                latents[i] *= latentScale;
            }
            return latents;
        }
    }
}
