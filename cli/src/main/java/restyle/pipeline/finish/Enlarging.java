package restyle.pipeline.finish;

import java.util.function.UnaryOperator;
import restyle.job.Delivery;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.media.VideoInfo;
import restyle.models.engine.upscale.Tiles;
import restyle.models.engine.upscale.Upscaler;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Planes;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;

/** Enlarges restyled frames by a network, in tiles, where the output is larger than what is generated. */
public final class Enlarging implements UnaryOperator<StyledFrame> {

    private final Upscaler upscaler;
    private final FloatTensor picture;
    private final FloatTensor large;
    private final StageClock clock;

    private Enlarging(Upscaler upscaler, PixelSize size, StageClock clock) {
        this.upscaler = upscaler;
        this.picture = FloatTensor.zeros(1, 3, size.height(), size.width());
        int scale = upscaler.scale();
        this.large = FloatTensor.zeros(1, 3, (long) size.height() * scale, (long) size.width() * scale);
        this.clock = clock;
    }

    /** Opens the stage for a clip, with the network. */
    public static FrameStage<StyledFrame, StyledFrame> open(Job job, RunContext run) {
        if (job.delivery().upscale().isEmpty() || !isLarger(job.delivery().resized(run.source()), run.size())) {
            return FrameStage.none();
        }
        Delivery.Upscale asked = job.delivery().upscale().get();
        int height = run.size().height();
        int width = run.size().width();
        Compute compute =
                new Compute(Device.find(job.compute().device()), job.compute().threads());
        Upscaler upscaler = run.keep(Upscaler.open(asked.net(), height, width, new Tiles(asked.tile(), 1), compute));
        return FrameStage.each(new Enlarging(upscaler, run.size(), run.clock()));
    }

    /** Pictures that are made smaller again would only lose what is theirs. */
    private static boolean isLarger(VideoInfo output, PixelSize generated) {
        return output.width() > generated.width() || output.height() > generated.height();
    }

    @Override
    public StyledFrame apply(StyledFrame frame) {
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            Frame small = frame.image();
            Planes.writeUnit(small.rgb(), picture);
            upscaler.upscale(picture, large);
            int width = small.width() * upscaler.scale();
            int height = small.height() * upscaler.scale();
            return frame.with(new Frame(small.index(), width, height, Planes.unitToRgb(large, width, height)));
        }
    }
}
