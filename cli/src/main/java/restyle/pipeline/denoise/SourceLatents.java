package restyle.pipeline.denoise;

import java.util.Optional;
import restyle.job.Job;
import restyle.models.engine.VaeEncoder;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.KeptPart;
import restyle.pipeline.flow.Padding;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.networks.NotFinite;

/** Encodes: gives every frame its own latents, where denoising starts from them or keeps some of them. */
public final class SourceLatents {

    private final VaeEncoder encoder;
    private final Checkpoint model;
    private final Padding padding;
    private final FloatTensor image;
    private final StageClock clock;
    private final Job job;

    private SourceLatents(Job job, VaeEncoder encoder, Checkpoint model, Padding padding, StageClock clock) {
        this.job = job;
        this.encoder = encoder;
        this.model = model;
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
        SourceLatents latents = new SourceLatents(job, encoder.get(), run.model(), run.padding(), run.clock());
        return FrameStage.each(
                frame -> frame.at().position() >= from ? latents.encoded(frame) : new EncodedFrame(frame, null));
    }

    private EncodedFrame encoded(ClipFrame frame) {
        float[] own = of(frame);
        float[] start = job.sampling().strength() < 1 ? own : null;
        if (!job.restyled().keepsSome()) {
            return new EncodedFrame(frame, start);
        }
        float[] kept = LatentMatte.kept(frame.matte().orElseThrow(), job.restyled(), padding, model.vaeFactor());
        return new EncodedFrame(frame, start, Optional.of(new KeptPart(own, kept)));
    }

    private float[] of(ClipFrame frame) {
        try (StageClock.Lap lap = clock.start(Stage.ENCODE)) {
            Planes.writeSigned(padding.pad(frame.image().rgb()), image);
            FloatTensor encoded = encoder.encode(image);
            if (!encoded.isFinite()) {
                throw NotFinite.of(
                        "the autoencoder",
                        " when it encoded frame %d".formatted(frame.at().sourceFrame()));
            }
            float[] latents = encoded.toArray();
            for (int i = 0; i < latents.length; i++) {
                latents[i] *= model.latentScale();
            }
            return latents;
        }
    }
}
