package restyle.batch;

import java.util.List;
import restyle.batch.ClipResult.Status;

/**
 * What became of a batch.
 *
 * @param results a clip each
 * @param started whether any clip got as far as its first frame, or would have on another machine
 */
public record BatchOutcome(List<ClipResult> results, boolean started) {

    public BatchOutcome {
        results = List.copyOf(results);
    }

    /** Returns how many clips ended in a way. */
    public long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
