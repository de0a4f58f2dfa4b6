package restyle.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk on which changes fail: the n-th of all that are made while this is open, in the whole process, or all from it on. */
public final class FailingDisk implements AutoCloseable {

    /** What the failing change is told as. */
    public static final String REASON = "No space left on device";

    private final AtomicInteger changes = new AtomicInteger();
    private final int failing;
    private final boolean forGood;

    private FailingDisk(int failing, boolean forGood) {
        this.failing = failing;
        this.forGood = forGood;
    }

    /** @param failing number of the change that fails, from 1 */
    public static FailingDisk at(int failing) {
        return used(new FailingDisk(failing, false));
    }

    /** @param failing number of the first change that fails, from 1; all after it do, too */
    public static FailingDisk from(int failing) {
        return used(new FailingDisk(failing, true));
    }

    private static FailingDisk used(FailingDisk disk) {
        Disk.use(disk::before);
        return disk;
    }

    private void before(Path path) throws IOException {
        int number = changes.incrementAndGet();
        if (number == failing || forGood && number > failing) {
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
