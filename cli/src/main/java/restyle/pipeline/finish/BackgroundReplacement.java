package restyle.pipeline.finish;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import restyle.composite.Backdrop;
import restyle.composite.Background;
import restyle.composite.Compositor;
import restyle.composite.Footage;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.job.RestyledPart;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;

/** Puts something else behind the subject, where the matte of a frame says that it is not, or keeps the part that is not restyled. */
public final class BackgroundReplacement implements UnaryOperator<StyledFrame> {

    private final Backdrop backdrop;
    private final double secondsPerTick;
    private final StageClock clock;
    private OptionalLong start;

    /**
     * Puts a backdrop behind a clip.
     *
     * @param backdrop stays the caller's
     * @param secondsPerTick length of a tick of the clip's timestamps
     * @param start timestamp of the clip's first frame; that of the first that comes if not given
     */
    BackgroundReplacement(Backdrop backdrop, double secondsPerTick, OptionalLong start, StageClock clock) {
        this.backdrop = backdrop;
        this.secondsPerTick = secondsPerTick;
        this.start = start;
        this.clock = clock;
    }

    /** Opens the stage for a clip, with the footage that it needs. */
    public static FrameStage<StyledFrame, StyledFrame> open(Job job, RunContext run) {
        if (job.backing().isEmpty()) {
            return FrameStage.none();
        }
        PixelSize size = run.size();
        Job.Backing backing = job.backing().get();
        Footage.Opening footage = () -> new MediaFootage(
                backing.background().toString(), size, job.compute().threads(), run.notices());
        Backdrop backdrop = run.keep(
                backing.restyled() == RestyledPart.BACKGROUND
                        ? (stylized, matte, source, seconds) -> Compositor.keep(stylized, matte, source)
                        : Backdrop.of(behind(backing), size.width(), size.height(), footage));
        double secondsPerTick = run.source().timeBase().toDouble();
        OptionalLong start =
                run.part().map(part -> OptionalLong.of(part.clipStart())).orElse(OptionalLong.empty());
        return FrameStage.each(new BackgroundReplacement(backdrop, secondsPerTick, start, run.clock()));
    }

    /** Where the subject alone is restyled, the source's own background stands behind it unless another is asked for. */
    private static Background behind(Job.Backing backing) {
        return backing.background().needsMatte() ? backing.background() : new Background.Source();
    }

    @Override
    public StyledFrame apply(StyledFrame frame) {
        try (StageClock.Lap lap = clock.start(Stage.RENDER)) {
            long timestamp = frame.at().timestamp();
            start = start.isEmpty() ? OptionalLong.of(timestamp) : start;
            double seconds = (timestamp - start.getAsLong()) * secondsPerTick;
            return frame.with(backdrop.compose(
                    frame.image(),
                    frame.clip().matte().orElseThrow(),
                    frame.clip().image(),
                    seconds));
        }
    }
}
