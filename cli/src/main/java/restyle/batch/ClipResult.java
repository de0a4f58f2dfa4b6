package restyle.batch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import restyle.pipeline.RunSummary;

/**
 * What became of a clip.
 *
 * @param clip which
 * @param status whether there is a result
 * @param summary what it took, if it is done
 * @param problems why it failed, or why it was skipped where its output is not there yet; one line each
 * @param resumable whether finished frames are kept for {@code --resume}
 * @param temporary whether a retry may cure why it failed
 */
public record ClipResult(
        ClipPath clip,
        Status status,
        Optional<RunSummary> summary,
        List<String> problems,
        boolean resumable,
        boolean temporary) {

    public ClipResult {
        problems = List.copyOf(problems);
    }

    /** How a clip can end. */
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

    /** Returns a clip whose output is complete. */
    public static ClipResult done(ClipPath clip, RunSummary summary) {
        return new ClipResult(clip, Status.DONE, Optional.of(summary), List.of(), false, false);
    }

    /** Returns a clip whose output was there already. */
    public static ClipResult skipped(ClipPath clip) {
        return new ClipResult(clip, Status.SKIPPED, Optional.empty(), List.of(), false, false);
    }

    /** Returns a clip that another run is at. */
    public static ClipResult busy(ClipPath clip, String reason) {
        return new ClipResult(clip, Status.SKIPPED, Optional.empty(), List.of(reason), false, false);
    }

    /** Returns a clip that was not finished, or not begun, when the process was told to end. */
    public static ClipResult interrupted(ClipPath clip, boolean resumable) {
        return new ClipResult(clip, Status.INTERRUPTED, Optional.empty(), List.of(), resumable, false);
    }

    /** Returns a clip that cannot be restyled. */
    public static ClipResult failed(ClipPath clip, List<String> problems, boolean resumable) {
        return new ClipResult(clip, Status.FAILED, Optional.empty(), problems, resumable, false);
    }

    /** Returns the same, failed by something that may be temporary. */
    ClipResult because(Throwable failure) {
        return new ClipResult(clip, status, summary, problems, resumable, TemporaryFailure.is(failure));
    }
}
