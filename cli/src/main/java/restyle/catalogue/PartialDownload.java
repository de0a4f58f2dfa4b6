package restyle.catalogue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A file of which a part has come. It has a hidden name beside its final one, and stays there from one download to the next with
 * a note of where it is from.
 */
final class PartialDownload implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 20;

    private final Path target;
    private final Path part;
    private final FileChannel channel;

    private PartialDownload(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    /** Returns where the part of a file is. */
    static Path of(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".part");
    }

    private static Path note(Path part) {
        return part.resolveSibling(part.getFileName() + ".from");
    }

    /**
     * Opens what there is of a file, or begins it.
     *
     * @throws CatalogueException if another process is at it, or nothing can be written there
     */
    static PartialDownload open(Path target) {
        Path part = of(target);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new CatalogueException(target + ": another pull is fetching it; wait until it has ended");
            }
            return new PartialDownload(target, part, channel);
        } catch (IOException e) {
            throw failure(target, "cannot be begun", e);
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // there are file systems without locks
        }
    }

    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw failure(target, "cannot be read", e);
        }
    }

    /** What shows that the rest is of the same content; empty if the part is from another address. */
    Optional<String> validator(URI address) {
        try {
            List<String> lines = Files.exists(note(part)) ? Files.readAllLines(note(part)) : List.of();
            return lines.size() == 2 && lines.get(0).equals(address.toString())
                    ? Optional.of(lines.get(1))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // then it begins anew
        }
    }

    /** Begins anew, and notes where the content is from. */
    void restart(URI address, Optional<String> validator) {
        try {
            channel.truncate(0);
            Files.deleteIfExists(note(part));
            if (validator.isPresent()) {
                Files.writeString(note(part), address + "\n" + validator.get() + "\n");
            }
        } catch (IOException e) {
            throw failure(target, "cannot be begun", e);
        }
    }

    /** Lets a digest read what is there, and stands at its end then. */
    void digest(MessageDigest digest) {
        try {
            channel.position(0);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            throw failure(target, "cannot be read", e);
        }
    }

    void write(byte[] bytes, int count) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failure(target, "cannot be written; what has come is kept, and the next pull goes on there", e);
        }
    }

    /** Gives the file its name, in one step. */
    void commit() {
        try {
            channel.force(true);
            channel.close();
            try {
                Files.move(part, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target);
            }
            Files.deleteIfExists(note(part));
        } catch (IOException e) {
            throw failure(target, "cannot be completed", e);
        }
    }

    /** Removes what has come. */
    void discard() {
        try {
            channel.close();
            Files.deleteIfExists(part);
            Files.deleteIfExists(note(part));
        } catch (IOException e) {
            throw failure(target, "cannot be removed", e);
        }
    }

    /** Keeps what has come; a part without a byte is removed. */
    @Override
    public void close() {
        try {
            boolean empty = channel.isOpen() && channel.size() == 0;
            channel.close();
            if (empty) {
                Files.deleteIfExists(part);
                Files.deleteIfExists(note(part));
            }
        } catch (IOException e) {
            throw failure(target, "cannot be closed", e);
        }
    }

    private static CatalogueException failure(Path target, String what, IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
        return new CatalogueException("%s %s: %s".formatted(target, what, reason), e);
    }
}
