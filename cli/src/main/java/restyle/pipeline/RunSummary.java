package restyle.pipeline;

import java.util.Map;

/**
 * What a finished run took.
 *
 * @param frames written
 * @param seconds from the first file that was opened to the last that was closed
 * @param loadSeconds part of them until everything was open and loaded
 * @param stages seconds of work in each stage; they overlap, so their sum may exceed the run
 */
public record RunSummary(long frames, double seconds, double loadSeconds, Map<Stage, Double> stages) {

    public double framesPerSecond() {
        return frames / Math.max(seconds, 1e-9);
    }
}
