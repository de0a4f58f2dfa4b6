package restyle.pipeline.finish;

import java.util.Iterator;
import restyle.job.PixelSize;
import restyle.models.engine.VaeDecoder;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.Denoised;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.Frame;

/** The fifth stage: latents become pictures again, without the padding. */
public final class RenderedFrames implements Iterator<TimedFrame> {

    private final Iterator<Denoised> frames;
    private final VaeDecoder decoder;
    private final float latentScale;
    private final PixelSize size;
    private final FloatTensor latents;
    private final StageClock clock;

    /**
     * @param latentScale what latents are divided by before they are decoded
     * @param size of the pictures
     * @param latentShape [1, 4, h, w]
     */
    public RenderedFrames(
            Iterator<Denoised> frames,
            VaeDecoder decoder,
            double latentScale,
            PixelSize size,
            long[] latentShape,
            StageClock clock) {
        this.frames = frames;
        this.decoder = decoder;
        this.latentScale = (float) latentScale;
        this.size = size;
        this.latents = FloatTensor.zeros(latentShape);
        this.clock = clock;
    }

    @Override
    public boolean hasNext() {
        return frames.hasNext();
    }

    @Override
    public TimedFrame next() {
        Denoised frame = frames.next();
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            float[] scaled = frame.latents();
            for (int i = 0; i < scaled.length; i++) {
                latents.data().put(i, scaled[i] / latentScale);
            }
            byte[] rgb = Planes.toRgb(decoder.decode(latents), size.width(), size.height());
            return new TimedFrame(
                    frame.moment(), new Frame(frame.moment().sourceFrame(), size.width(), size.height(), rgb));
        }
    }
}
