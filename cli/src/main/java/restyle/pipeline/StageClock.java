package restyle.pipeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long each stage worked, waiting for its neighbours not counted. Stages run at the same time, so the sum exceeds the run. */
public final class StageClock {

    private final Map<String, LongAdder> parts = new ConcurrentHashMap<>();
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

    /** The same, counted for a part of the stage as well. */
    Lap start(Stage stage, String part) {
        long from = System.nanoTime();
        return () -> {
            long worked = System.nanoTime() - from;
            nanos.addAndGet(stage.ordinal(), worked);
            parts.computeIfAbsent(part, name -> new LongAdder()).add(worked);
        };
    }

    /** Seconds of work so far of each part that was counted by itself. */
    public Map<String, Double> partSeconds() {
        Map<String, Double> seconds = new TreeMap<>();
        parts.forEach((part, worked) -> seconds.put(part, worked.sum() / 1e9));
        return seconds;
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
