package restyle.resume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import restyle.files.FileFailure;
import restyle.files.WrittenFile;

/**
 * A file to which finished frames are appended, each with a checksum. However a run ends, what is read back are the frames up to
 * the first that is not whole. Frames of another identity than the one it was opened with are none: a loss of power may bring
 * back what was deleted before it.
 *
 * <p>Each frame takes the same number of bytes, little-endian: int32 number of latents, int64 source frame, int64 timestamp,
 * int32 scene start, float32 latents, int32 CRC-32C of the identity and all before it.
 */
final class FrameLog implements AutoCloseable {

    /** Somebody else has the file open. */
    static final class InUseException extends IOException {

        private static final long serialVersionUID = 1;

        private InUseException() {
            super("in use by another run");
        }
    }

    private static final int HEADER_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
    private static final long SYNC_NANOS = 2_000_000_000L;

    private final WrittenFile file;
    private final Optional<String> notice;
    private final byte[] identity;
    private ByteBuffer record;
    private long lastSync = System.nanoTime();

    /** Locks a file against other processes; null if one of them holds it. */
    interface Locking {
        FileLock lock(WrittenFile file) throws IOException;
    }

    /**
     * Opens the file, making it if need be, and locks it where the file system can.
     *
     * @param identity of the frames in it
     * @throws InUseException if another process has it open
     */
    FrameLog(Path path, String identity) throws IOException {
        this(path, identity, WrittenFile::tryLock);
    }

    FrameLog(Path path, String identity, Locking locking) throws IOException {
        this.identity = identity.getBytes(StandardCharsets.UTF_8);
        file = WrittenFile.open(path);
        try {
            notice = lock(path, locking);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Without locks, as on some network drives, nothing can keep two runs apart but the user. */
    private Optional<String> lock(Path path, Locking locking) throws IOException {
        boolean locked;
        try {
            locked = locking.lock(file) != null;
        } catch (OverlappingFileLockException e) {
            locked = false; // held by this very process
        } catch (IOException e) {
            return Optional.of("the file system of %s has no locks (%s); start no second run for the same output"
                    .formatted(path.getParent(), FileFailure.reason(e)));
        }
        if (!locked) {
            throw new InUseException();
        }
        return Optional.empty();
    }

    /** Returns what the user should know about where the frames are kept. */
    Optional<String> notice() {
        return notice;
    }

    /** Returns the frame of a number, or null if there is none or it is not whole. */
    StoredFrame read(long number) throws IOException {
        if (record == null && !findSize()) {
            return null;
        }
        int bytes = record.capacity();
        if (file.size() < (number + 1) * bytes) {
            return null;
        }
        file.position(number * bytes);
        file.readFully(record.array());
        record.clear();
        if (checksum() != record.getInt(bytes - Integer.BYTES)) {
            return null;
        }
        float[] latents = new float[record.getInt()];
        long sourceFrame = record.getLong();
        long timestamp = record.getLong();
        boolean sceneStart = record.getInt() == 1;
        record.asFloatBuffer().get(latents);
        return new StoredFrame(sourceFrame, timestamp, sceneStart, latents);
    }

    /** Every frame is as long as the first; false if there is none. */
    private boolean findSize() throws IOException {
        if (file.size() < HEADER_BYTES) {
            return false;
        }
        file.position(0);
        byte[] start = new byte[Integer.BYTES];
        file.readFully(start);
        int latents = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        boolean fits = latents > 0 && HEADER_BYTES + (latents + 1L) * Float.BYTES <= file.size();
        if (fits) {
            allocate(latents);
        }
        return fits;
    }

    private void allocate(int latents) {
        record = ByteBuffer.allocate(HEADER_BYTES + (latents + 1) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Forgets all frames from a number on. */
    void truncate(long frames) throws IOException {
        file.truncate(frames == 0 ? 0 : frames * record.capacity());
    }

    /** Writes the frame of a number behind those before it; it is safe from a loss of power a few seconds later. */
    void append(long number, StoredFrame frame) throws IOException {
        if (number == 0) {
            allocate(frame.latents().length);
        }
        record.clear();
        record.putInt(frame.latents().length).putLong(frame.sourceFrame()).putLong(frame.timestamp());
        record.putInt(frame.sceneStart() ? 1 : 0).asFloatBuffer().put(frame.latents());
        record.putInt(record.capacity() - Integer.BYTES, checksum());
        file.position(number * record.capacity());
        file.write(record.array());
        if (System.nanoTime() - lastSync > SYNC_NANOS) {
            file.sync();
            lastSync = System.nanoTime();
        }
    }

    private int checksum() {
        CRC32C crc = new CRC32C();
        crc.update(identity);
        crc.update(record.array(), 0, record.capacity() - Integer.BYTES);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
