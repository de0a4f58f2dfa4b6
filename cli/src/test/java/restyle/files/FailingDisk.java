package restyle.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk on which one change fails: the n-th of all that are made while this is open, in the whole process. */
public final class FailingDisk implements AutoCloseable {

    /** What the failing change is told as. */
    public static final String REASON = "No space left on device";

    private final AtomicInteger changes = new AtomicInteger();
    private final int failing;

    private FailingDisk(int failing) {
        this.failing = failing;
    }

    /** @param failing number of the change that fails, from 1 */
    public static FailingDisk at(int failing) {
        FailingDisk disk = new FailingDisk(failing);
        Disk.use(disk::before);
        return disk;
    }

    private void before(Path path) throws IOException {
        if (changes.incrementAndGet() == failing) {
            throw new FileSystemException(path.toString(), null, REASON);
        }
    }

    /** Whether it has failed. */
    public boolean hasFailed() {
        return changes.get() >= failing;
    }

    @Override
    public void close() {
        Disk.use(Disk.NONE);
    }
}
