package restyle.resume;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

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

    private final RandomAccessFile file;
    private final byte[] identity;
    private ByteBuffer record;
    private long lastSync = System.nanoTime();

    /**
     * Opens the file, making it if need be, and locks it.
     *
     * @param identity of the frames in it
     * @throws InUseException if another process has it open
     */
    FrameLog(Path path, String identity) throws IOException {
        this.identity = identity.getBytes(StandardCharsets.UTF_8);
        file = new RandomAccessFile(path.toFile(), "rw");
        if (!lock()) {
            file.close();
            throw new InUseException();
        }
    }

    private boolean lock() throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    /** The frame of a number, or null if there is none or it is not whole. */
    StoredFrame read(long number) throws IOException {
        if (record == null && !findSize()) {
            return null;
        }
        int bytes = record.capacity();
        if (file.length() < (number + 1) * bytes) {
            return null;
        }
        file.seek(number * bytes);
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
        if (file.length() < HEADER_BYTES) {
            return false;
        }
        file.seek(0);
        int latents = Integer.reverseBytes(file.readInt());
        boolean fits = latents > 0 && HEADER_BYTES + (latents + 1L) * Float.BYTES <= file.length();
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
        file.setLength(frames == 0 ? 0 : frames * record.capacity());
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
        file.seek(number * record.capacity());
        file.write(record.array());
        if (System.nanoTime() - lastSync > SYNC_NANOS) {
            file.getFD().sync();
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
