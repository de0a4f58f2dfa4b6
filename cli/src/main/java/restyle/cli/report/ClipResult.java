package restyle.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import restyle.batch.ClipPath;
import restyle.pipeline.RunSummary;

/**
 * What became of a clip.
 *
 * @param clip which
 * @param status whether there is a result
 * @param summary what it took, if it is done
 * @param problems why it failed, one line each
 */
public record ClipResult(ClipPath clip, Status status, Optional<RunSummary> summary, List<String> problems) {

    public enum Status {
        DONE,
        /** Its output was there already. */
        SKIPPED,
        FAILED,
        /** The process was told to end before it was done. */
        INTERRUPTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static ClipResult done(ClipPath clip, RunSummary summary) {
        return new ClipResult(clip, Status.DONE, Optional.of(summary), List.of());
    }

    public static ClipResult skipped(ClipPath clip) {
        return new ClipResult(clip, Status.SKIPPED, Optional.empty(), List.of());
    }

    public static ClipResult interrupted(ClipPath clip) {
        return new ClipResult(clip, Status.INTERRUPTED, Optional.empty(), List.of());
    }

    public static ClipResult failed(ClipPath clip, List<String> problems) {
        return new ClipResult(clip, Status.FAILED, Optional.empty(), problems);
    }
}
