package restyle.pipeline.denoise;

import java.util.Iterator;
import restyle.models.engine.VaeEncoder;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.FrameWithMaps;
import restyle.pipeline.flow.Padding;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.flow.Prepared;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;

/** The third stage: where the source is part of the start, its own latents; otherwise frames pass with their maps alone. */
public final class SourceLatents implements Iterator<Prepared> {

    private final Iterator<FrameWithMaps> frames;
    private final VaeEncoder encoder;
    private final float latentScale;
    private final Padding padding;
    private final long from;
    private final FloatTensor image;
    private final StageClock clock;

    /**
     * @param encoder null where the start is noise alone
     * @param latentScale what the networks expect latents to be multiplied with
     * @param from position of the first frame that is denoised; those before it need none
     */
    public SourceLatents(
            Iterator<FrameWithMaps> frames,
            VaeEncoder encoder,
            double latentScale,
            Padding padding,
            long from,
            StageClock clock) {
        this.frames = frames;
        this.encoder = encoder;
        this.latentScale = (float) latentScale;
        this.padding = padding;
        this.from = from;
        this.image = encoder == null
                ? null
                : FloatTensor.zeros(
                        1, 3, padding.outer().height(), padding.outer().width());
        this.clock = clock;
    }

    @Override
    public boolean hasNext() {
        return frames.hasNext();
    }

    @Override
    public Prepared next() {
        FrameWithMaps frame = frames.next();
        boolean needed = encoder != null && frame.picture().moment().position() >= from;
        return new Prepared(frame.picture().moment(), needed ? latents(frame.picture()) : null, frame.maps());
    }

    private float[] latents(TimedFrame picture) {
        try (StageClock.Lap lap = clock.start(Stage.ENCODE)) {
            Planes.writeSigned(padding.pad(picture.image().rgb()), image);
            float[] latents = encoder.encode(image).toArray();
            for (int i = 0; i < latents.length; i++) {
                latents[i] *= latentScale;
            }
            return latents;
        }
    }
}
