package restyle.farm.claim;

import java.io.IOException;
import java.time.Duration;

/** Does something again and again on a thread of its own until it is closed. */
final class Heart implements AutoCloseable {

    /** What is done each time. */
    interface Beat {
        void run() throws IOException;
    }

    private final Thread thread;

    /** Begins; the first beat comes after the first pause. */
    Heart(Duration pause, Beat beat) {
        thread = new Thread(() -> go(pause, beat), "restyle claims");
        thread.setDaemon(true);
        thread.start();
    }

    private static void go(Duration pause, Beat beat) {
        try {
            while (true) {
                Thread.sleep(pause.toMillis());
                missable(beat);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Servers fail for a moment and come back before a claim runs out; if one does not, others take what was claimed. */
    private static void missable(Beat beat) {
        try {
            beat.run();
        } catch (IOException e) {
            // The next beat may do.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
