package restyle.pipeline.flow;

import java.util.Optional;

/**
 * What a run is busiest with: the stage that worked most since it was asked last. Stages wait for each other, so this is the one
 * that the others wait for.
 */
public final class BusyStage {

    private final StageClock clock;
    private long[] before;

    /** Begins to look at a clock. */
    public BusyStage(StageClock clock) {
        this.clock = clock;
        this.before = clock.worked();
    }

    /** Returns the stage that worked most since the last call; empty if none did. */
    public Optional<Stage> next() {
        long[] now = clock.worked();
        long most = 0;
        Optional<Stage> busiest = Optional.empty();
        for (Stage stage : Stage.values()) {
            long worked = now[stage.ordinal()] - before[stage.ordinal()];
            if (worked > most) {
                most = worked;
                busiest = Optional.of(stage);
            }
        }
        before = now;
        return busiest;
    }
}
