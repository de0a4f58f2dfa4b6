package restyle.pipeline.finish;

import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.models.engine.VaeDecoder;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.pipeline.networks.NotFinite;
import restyle.plugins.Frame;

/** Renders: latents become pictures again, without the padding. */
public final class Renderer {

    private final VaeDecoder decoder;
    private final float latentScale;
    private final PixelSize size;
    private final FloatTensor latents;
    private final StageClock clock;

    private Renderer(RunContext run) {
        this.decoder = run.networks().decoder();
        this.latentScale = run.model().latentScale();
        this.size = run.size();
        this.latents = FloatTensor.zeros(run.networks().latentShape());
        this.clock = run.clock();
    }

    /** Opens the stage for a clip. What neither is wanted nor is a neighbour that deflickering needs is not rendered. */
    public static FrameStage<DenoisedFrame, StyledFrame> open(Job job, RunContext run) {
        Renderer renderer = new Renderer(run);
        LongPredicate wanted = run.wanted();
        long reach = job.deflicker();
        return frames -> Iterators.map(
                Iterators.filter(frames, frame -> isNear(frame.at().position(), reach, wanted)), renderer::rendered);
    }

    private static boolean isNear(long position, long reach, LongPredicate wanted) {
        return LongStream.rangeClosed(position - reach, position + reach).anyMatch(wanted);
    }

    private StyledFrame rendered(DenoisedFrame frame) {
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            float[] scaled = frame.latents();
            for (int i = 0; i < scaled.length; i++) {
                latents.data().put(i, scaled[i] / latentScale);
            }
            FloatTensor decoded = decoder.decode(latents);
            if (!decoded.isFinite()) {
                throw NotFinite.of(
                        "the autoencoder", " for frame %d".formatted(frame.at().sourceFrame()));
            }
            byte[] rgb = Planes.toRgb(decoded, size.width(), size.height());
            return new StyledFrame(frame.clip(), new Frame(frame.at().sourceFrame(), size.width(), size.height(), rgb));
        }
    }
}
