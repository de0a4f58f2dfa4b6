package restyle.state;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A file to which finished frames are appended, each with a checksum. However a run ends, what is read back are the frames up to
 * the first that is not whole.
 *
 * <p>Each frame takes the same number of bytes, little-endian: int64 source frame, int64 timestamp, int32 scene start, float32
 * latents, int32 CRC-32C of all before it.
 */
final class FrameLog implements AutoCloseable {

    private static final int HEADER_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final long SYNC_NANOS = 2_000_000_000L;

    private final RandomAccessFile file;
    private final int latents;
    private final ByteBuffer record;
    private long lastSync = System.nanoTime();

    /**
     * Opens the file, making it if need be, and locks it.
     *
     * @param latents how many numbers each frame has
     * @throws IOException with a message for users if another process has it open
     */
    FrameLog(Path path, int latents) throws IOException {
        this.latents = latents;
        record = ByteBuffer.allocate(HEADER_BYTES + latents * Float.BYTES + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        file = new RandomAccessFile(path.toFile(), "rw");
        if (!lock()) {
            file.close();
            throw new IOException("another run is writing this output");
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
        file.seek(number * record.capacity());
        try {
            file.readFully(record.array());
        } catch (EOFException e) {
            return null; // the run ended here
        }
        record.clear();
        if (checksum() != record.getInt(record.capacity() - Integer.BYTES)) {
            return null;
        }
        long sourceFrame = record.getLong();
        long timestamp = record.getLong();
        boolean sceneStart = record.getInt() == 1;
        float[] values = new float[latents];
        record.asFloatBuffer().get(values);
        return new StoredFrame(sourceFrame, timestamp, sceneStart, values);
    }

    /** Forgets all frames from a number on. */
    void truncate(long frames) throws IOException {
        file.setLength(frames * record.capacity());
    }

    /** Writes the frame of a number behind those before it; it is safe from a loss of power a few seconds later. */
    void append(long number, StoredFrame frame) throws IOException {
        file.seek(number * record.capacity());
        record.clear();
        record.putLong(frame.sourceFrame()).putLong(frame.timestamp()).putInt(frame.sceneStart() ? 1 : 0);
        record.asFloatBuffer().put(frame.latents());
        record.putInt(record.capacity() - Integer.BYTES, checksum());
        file.write(record.array());
        if (System.nanoTime() - lastSync > SYNC_NANOS) {
            file.getFD().sync();
            lastSync = System.nanoTime();
        }
    }

    private int checksum() {
        CRC32C crc = new CRC32C();
        crc.update(record.array(), 0, record.capacity() - Integer.BYTES);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
