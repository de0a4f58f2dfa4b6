package restyle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A file that is made over several runs of the program. Until it is complete it has a hidden name beside its final one, always the
 * same, and keeps what has come of it there, with a note of where that is from.
 */
public final class ResumableFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 20;

    private final Path target;
    private final Path part;
    private final WrittenFile content;

    private ResumableFile(Path target, Path part, WrittenFile content) {
        this.target = target;
        this.part = part;
        this.content = content;
    }

    /** Returns where the part of a file is. */
    public static Path part(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".resumable");
    }

    private Path note() {
        return part.resolveSibling(part.getFileName() + ".from");
    }

    /**
     * Opens what there is of a file, or begins it.
     *
     * @throws FileFailure if another process is at it, or nothing can be written there
     */
    public static ResumableFile open(Path target) {
        Path part = part(target);
        try {
            WrittenFile content = WrittenFile.open(part);
            if (!isLocked(content)) {
                content.close();
                throw new IOException("another process is writing it; wait until that has ended");
            }
            return new ResumableFile(target, part, content);
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be begun", e);
        }
    }

    private static boolean isLocked(WrittenFile content) {
        try {
            return content.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // there are file systems without locks
        }
    }

    /** Returns how many bytes have come. */
    public long size() {
        try {
            return content.size();
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be read", e);
        }
    }

    /** Returns what was noted with an origin; empty if what has come is from elsewhere, or nothing was noted. */
    public Optional<String> mark(String origin) {
        List<String> lines =
                Files.exists(note()) ? TextFile.read(note()).lines().toList() : List.of();
        return lines.size() == 2 && lines.get(0).equals(origin) ? Optional.of(lines.get(1)) : Optional.empty();
    }

    /**
     * Begins anew.
     *
     * @param origin where the content is from, in one line
     * @param mark by which it is known there that the content is still the same, in one line; without it nothing is noted
     */
    public void restart(String origin, Optional<String> mark) {
        try {
            content.truncate(0);
            content.position(0);
            Files.deleteIfExists(note());
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be begun", e);
        }
        mark.ifPresent(text -> AtomicFile.write(note(), origin + "\n" + text + "\n"));
    }

    /** Lets a digest read what has come, and stands at its end then. */
    public void digest(MessageDigest digest) {
        try {
            content.position(0);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (content.read(buffer) > 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be read", e);
        }
    }

    /** Writes the first bytes of an array. */
    public void write(byte[] bytes, int count) {
        try {
            content.write(bytes, 0, count);
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be written; what has come is kept to go on there", e);
        }
    }

    /** Gives the file its name, in one step. */
    public void commit() {
        try {
            content.sync();
            content.close();
            Disk.move(part, target);
            Files.deleteIfExists(note());
            Disk.syncFolder(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be completed", e);
        }
    }

    /** Removes what has come. */
    public void discard() {
        try {
            content.close();
            Files.deleteIfExists(part);
            Files.deleteIfExists(note());
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be removed", e);
        }
    }

    /** Keeps what has come, unless that is nothing. */
    @Override
    public void close() {
        try {
            boolean empty = content.isOpen() && content.size() == 0;
            content.close();
            if (empty) {
                Files.deleteIfExists(part);
                Files.deleteIfExists(note());
            }
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be closed", e);
        }
    }
}
