package restyle.pipeline;

import java.util.Map;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;

/**
 * What a finished run took.
 *
 * @param frames written
 * @param finished how many of them were taken over from an interrupted run
 * @param seconds from the first file that was opened to the last that was closed
 * @param loadSeconds part of them until everything was open and loaded
 * @param stages seconds of work in each stage; they overlap, so their sum may exceed the run
 * @param preprocessors the part of {@link Stage#PREPROCESS} that each took, by name
 */
public record RunSummary(
        long frames,
        long finished,
        double seconds,
        double loadSeconds,
        Map<Stage, Double> stages,
        Map<String, Double> preprocessors) {

    /**
     * Returns the summary of a run that ends now.
     *
     * @param began {@link System#nanoTime} when it began
     * @param loaded {@link System#nanoTime} when everything was open
     */
    static RunSummary of(long frames, long finished, long began, long loaded, StageClock clock) {
        return new RunSummary(
                frames,
                finished,
                (System.nanoTime() - began) / 1e9,
                (loaded - began) / 1e9,
                clock.seconds(),
                clock.partSeconds());
    }

    /** Returns the speed of the frames that this run made. */
    public double framesPerSecond() {
        return (frames - finished) / Math.max(seconds, 1e-9);
    }
}
