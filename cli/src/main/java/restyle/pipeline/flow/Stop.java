package restyle.pipeline.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The end of a run, as a state that every stage sees: once set it stays, so that nobody who swallows an interrupt keeps a run alive.
 */
final class Stop {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean set;

    /** Returns whether the run is over. */
    boolean isSet() {
        return set;
    }

    /** Ends the run: wakes everybody who waits for frames or for room. */
    void set() {
        set = true;
        listeners.forEach(Runnable::run);
    }

    /** Has somebody woken when the run ends. */
    void whenSet(Runnable listener) {
        listeners.add(listener);
    }
}
