package restyle.pipeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long each stage worked, waiting for its neighbours not counted. Stages run at the same time, so the sum exceeds the run. */
public final class StageClock {

    private final AtomicLongArray nanos = new AtomicLongArray(Stage.values().length);

    /** Runs until it is closed. */
    interface Lap extends AutoCloseable {
        @Override
        void close();
    }

    Lap start(Stage stage) {
        long from = System.nanoTime();
        return () -> nanos.addAndGet(stage.ordinal(), System.nanoTime() - from);
    }

    /** Seconds of work so far. */
    public Map<Stage, Double> seconds() {
        Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            seconds.put(stage, nanos.get(stage.ordinal()) / 1e9);
        }
        return seconds;
    }
}
