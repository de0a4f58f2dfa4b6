package restyle.pipeline.finish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import restyle.job.Job;
import restyle.media.Rational;
import restyle.media.VideoInfo;
import restyle.models.runtime.Device;
import restyle.pipeline.flow.FinishedFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.VideoFormat;
import restyle.plugins.host.FinisherChain;

/** Runs the finisher plugins of a job on frames of the output's size. They may change that size, and how many frames there are. */
public final class Finishers implements FrameStage<StyledFrame, FinishedFrame> {

    private final FinisherChain chain;
    private final boolean empty;
    private final double framesPerFrame;
    private final VideoInfo output;
    private final StageClock clock;

    private Finishers(FinisherChain chain, boolean empty, double framesPerFrame, VideoInfo output, StageClock clock) {
        this.chain = chain;
        this.empty = empty;
        this.framesPerFrame = framesPerFrame;
        this.output = output;
        this.clock = clock;
    }

    /** Opens the finishers of a clip; without any, frames are handed on. */
    public static Finishers open(Job job, RunContext run) {
        VideoInfo resized = job.delivery().resized(run.source());
        List<FinisherChain.Step> steps = job.delivery().finishers().stream()
                .map(finish -> new FinisherChain.Step(run.plugins().finisher(finish.name()), finish.settings()))
                .toList();
        double fps = run.source().frameRate().toDouble();
        String device = Device.find(job.compute().device()).toString();
        Clip clip = new Clip(
                run.size().width(),
                run.size().height(),
                fps,
                device,
                job.compute().threads());
        VideoFormat format = new VideoFormat(
                resized.width(), resized.height(), fraction(resized.frameRate()), fraction(resized.timeBase()));
        FinisherChain chain = run.keep(FinisherChain.open(steps, clip, format, run.notices()));
        boolean sameRate = chain.output().frameRate().equals(format.frameRate());
        double framesPerFrame = sameRate ? 1 : toDouble(chain.output().frameRate()) / toDouble(format.frameRate());
        VideoInfo output = output(resized, format, chain.output());
        return new Finishers(chain, steps.isEmpty(), framesPerFrame, output, run.clock());
    }

    private static VideoInfo output(VideoInfo clip, VideoFormat in, VideoFormat out) {
        VideoInfo sized = out.width() == in.width() && out.height() == in.height()
                ? clip
                : clip.withSize(out.width(), out.height());
        boolean sameTimes =
                out.frameRate().equals(in.frameRate()) && out.timeBase().equals(in.timeBase());
        return sameTimes ? sized : sized.withRate(rational(out.frameRate()), rational(out.timeBase()));
    }

    private static Fraction fraction(Rational value) {
        return new Fraction(value.num(), value.den());
    }

    private static double toDouble(Fraction value) {
        return (double) value.numerator() / value.denominator();
    }

    private static Rational rational(Fraction value) {
        return Rational.of(value.numerator(), value.denominator());
    }

    /** Describes the clip that comes out. */
    public VideoInfo output() {
        return output;
    }

    /** Tells of how many restyled frames so many finished ones were made. */
    public long restyled(long finished) {
        return Math.round(finished / framesPerFrame);
    }

    @Override
    public Iterator<FinishedFrame> of(Iterator<StyledFrame> frames) {
        if (empty) {
            return Iterators.map(
                    frames,
                    frame -> new FinishedFrame(
                            frame.image(), frame.at().timestamp(), frame.at().duration()));
        }
        return new Iterator<>() {
            private final Deque<FinishedFrame> ready = new ArrayDeque<>();
            private boolean ended;

            @Override
            public boolean hasNext() {
                while (ready.isEmpty() && !ended) {
                    ended = !frames.hasNext();
                    add(ended ? end() : finish(frames.next()));
                }
                return !ready.isEmpty();
            }

            private void add(List<FinisherChain.Finished> finished) {
                finished.forEach(one -> ready.add(new FinishedFrame(one.frame(), one.ticks(), one.durationTicks())));
            }

            @Override
            public FinishedFrame next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.remove();
            }
        };
    }

    private List<FinisherChain.Finished> finish(StyledFrame frame) {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            FilmFrame film = new FilmFrame(frame.image(), frame.at().timestamp());
            return chain.next(
                    frame.clip().image(),
                    film,
                    frame.at().duration(),
                    frame.at().sceneStart());
        }
    }

    private List<FinisherChain.Finished> end() {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            return chain.end();
        }
    }
}
