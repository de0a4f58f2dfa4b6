package restyle.pipeline.flow;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How long each stage worked, waiting for its neighbours not counted. Stages run at the same time, so the sum exceeds the run. */
public final class StageClock {

    private final Map<String, LongAdder> parts = new ConcurrentHashMap<>();
    private final long created = System.nanoTime();

    /** Nanoseconds of work; for work under way, less the time at which it began. */
    private final long[] nanos = new long[Stage.values().length];

    private final int[] underWay = new int[nanos.length];

    /** Runs until it is closed. */
    public interface Lap extends AutoCloseable {
        @Override
        void close();
    }

    public Lap start(Stage stage) {
        began(stage);
        return () -> ended(stage);
    }

    /** Returns the same, counted for a part of the stage as well. */
    public Lap start(Stage stage, String part) {
        long from = System.nanoTime();
        began(stage);
        return () -> {
            ended(stage);
            parts.computeIfAbsent(part, name -> new LongAdder()).add(System.nanoTime() - from);
        };
    }

    private synchronized void began(Stage stage) {
        nanos[stage.ordinal()] -= System.nanoTime() - created;
        underWay[stage.ordinal()]++;
    }

    private synchronized void ended(Stage stage) {
        nanos[stage.ordinal()] += System.nanoTime() - created;
        underWay[stage.ordinal()]--;
    }

    /** Returns the nanoseconds of work so far by stage, with what is under way. */
    synchronized long[] worked() {
        long now = System.nanoTime() - created;
        long[] worked = nanos.clone();
        for (int i = 0; i < worked.length; i++) {
            worked[i] += underWay[i] * now;
        }
        return worked;
    }

    /** Returns the seconds of work so far of each part that was counted by itself. */
    public Map<String, Double> partSeconds() {
        Map<String, Double> seconds = new TreeMap<>();
        parts.forEach((part, worked) -> seconds.put(part, worked.sum() / 1e9));
        return seconds;
    }

    /** Returns the seconds of work so far. */
    public Map<Stage, Double> seconds() {
        long[] worked = worked();
        Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            seconds.put(stage, worked[stage.ordinal()] / 1e9);
        }
        return seconds;
    }
}
