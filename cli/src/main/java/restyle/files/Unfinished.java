package restyle.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Files and folders in the making, which are removed should the process be told to end before their owner can. */
final class Unfinished {

    private static final int TRIES = 20;
    private static final long PAUSE_NANOS = 25_000_000;
    private static final Set<Path> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::removeAll, "restyle unfinished files"));
    }

    private Unfinished() {}

    static void add(Path path) {
        ALL.add(path.toAbsolutePath());
    }

    static void remove(Path path) {
        ALL.remove(path.toAbsolutePath());
    }

    static void removeAll() {
        for (int i = 0; i < TRIES && !ALL.isEmpty(); i++) {
            ALL.removeIf(Unfinished::isGone);
        }
    }

    /** Its owner may still be at work on it, and just have put something new into it. */
    private static boolean isGone(Path path) {
        try {
            FolderTree.delete(path);
            return true;
        } catch (IOException e) {
            LockSupport.parkNanos(PAUSE_NANOS);
            return false;
        }
    }
}
