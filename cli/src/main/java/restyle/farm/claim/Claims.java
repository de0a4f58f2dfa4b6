package restyle.farm.claim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import restyle.files.FileFailure;

/**
 * Claims of one process in a folder that all share. A claim on something is a file of its number and generation that is there already or
 * can be made: by a hard link to a file of this process's own, which network file systems do in one step, or where there are no links by
 * exclusive creation. A claim is alive as long as its file is touched; one that is not is left where it is, and the next generation is
 * claimed. Clocks of machines are never compared, only times that the folder's own server has set.
 */
public final class Claims implements AutoCloseable {

    /** Network file systems show changes up to a minute late. */
    static final Duration LEASE = Duration.ofMinutes(4);

    private static final Duration TOUCHED_EVERY = Duration.ofSeconds(20);

    private final Path folder;
    private final Duration lease;
    private final Path own;
    private final FileChannel touched;
    private final Heart heart;

    /** @param folder is made if it is missing */
    public static Claims in(Path folder) {
        return new Claims(folder, LEASE, TOUCHED_EVERY);
    }

    Claims(Path folder, Duration lease, Duration touchedEvery) {
        this.folder = folder;
        this.lease = lease;
        own = folder.resolve("by-" + UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            touched = FileChannel.open(own, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            touch();
        } catch (IOException e) {
            throw new FileFailure(folder, "cannot hold claims", e);
        }
        heart = new Heart(touchedEvery, this::touch);
    }

    /**
     * Claims a number, unless somebody who is alive has.
     *
     * @return whether it is ours
     * @throws FileFailure if the folder cannot be written to
     */
    public boolean claim(int number) {
        try {
            for (int generation = 0; ; generation++) {
                Path claim = folder.resolve(String.format(Locale.ROOT, "%06d.%d", number, generation));
                if (make(claim)) {
                    return true;
                } else if (isAlive(claim)) {
                    return false;
                }
            }
        } catch (IOException e) {
            throw new FileFailure(folder, "cannot hold claims", e);
        }
    }

    private boolean make(Path claim) throws IOException {
        try {
            Files.createLink(claim, own);
            return true;
        } catch (FileAlreadyExistsException e) {
            return isOwn(claim); // a server may have done it, and the answer was lost
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(claim)) {
                return isOwn(claim);
            }
            return create(claim);
        }
    }

    /** Where there are no links, a claim is touched when it is made and then never: it lives for the lease alone. */
    private boolean create(Path claim) throws IOException {
        try {
            Files.write(claim, name(), StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private boolean isOwn(Path claim) throws IOException {
        try {
            return Files.isSameFile(claim, own);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean isAlive(Path claim) throws IOException {
        try {
            touch();
            FileTime now = Files.getLastModifiedTime(own);
            FileTime last = Files.getLastModifiedTime(claim);
            return now.toMillis() - last.toMillis() < lease.toMillis();
        } catch (NoSuchFileException e) {
            return true; // not seen here yet, but it is there
        }
    }

    /** Writing lets the server set the time; setting it would be by this machine's clock. */
    private synchronized void touch() throws IOException {
        touched.write(ByteBuffer.wrap(name()), 0);
        touched.force(true);
    }

    private byte[] name() {
        return (own.getFileName() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Lets the claims run out; they stay where they are. */
    @Override
    public void close() {
        heart.close();
        try {
            synchronized (this) {
                touched.close();
            }
        } catch (IOException e) {
            throw new FileFailure(own, "cannot be closed", e);
        }
    }
}
