package restyle.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * A file that is being written. Unlike {@link java.nio.channels.FileChannel}, it is not closed when a thread that writes is
 * interrupted: a run that is told to end still completes what it has begun to write.
 */
public final class WrittenFile implements SeekableByteChannel {

    private final Path path;
    private final RandomAccessFile file;
    private boolean open = true;

    private WrittenFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens a file for reading and writing; it is made if it is missing, and so are folders above it. */
    public static WrittenFile open(Path path) throws IOException {
        Disk.createFolders(path.toAbsolutePath().getParent());
        Disk.check(path);
        return new WrittenFile(path, new RandomAccessFile(path.toFile(), "rw"));
    }

    /** Writes the whole of an array. */
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /** Writes a part of an array. */
    public void write(byte[] bytes, int from, int count) throws IOException {
        Disk.check(path);
        file.write(bytes, from, count);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        if (source.hasArray()) {
            write(source.array(), source.arrayOffset() + source.position(), count);
            source.position(source.limit());
        } else {
            byte[] bytes = new byte[count];
            source.get(bytes);
            write(bytes);
        }
        return count;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        byte[] bytes = new byte[target.remaining()];
        int count = file.read(bytes);
        if (count > 0) {
            target.put(bytes, 0, count);
        }
        return count;
    }

    /**
     * Fills an array.
     *
     * @throws java.io.EOFException if the file ends before
     */
    public void readFully(byte[] target) throws IOException {
        file.readFully(target);
    }

    @Override
    public long position() throws IOException {
        return file.getFilePointer();
    }

    @Override
    public WrittenFile position(long position) throws IOException {
        file.seek(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public WrittenFile truncate(long size) throws IOException {
        if (size < file.length()) {
            Disk.check(path);
            file.setLength(size);
        }
        return this;
    }

    /** Waits until what was written outlasts a loss of power. */
    public void sync() throws IOException {
        Disk.check(path);
        file.getFD().sync();
    }

    /**
     * Locks the file against other processes.
     *
     * @return null if another process holds it
     * @throws java.nio.channels.OverlappingFileLockException if this process holds it
     * @throws IOException if the file system has no locks
     */
    public FileLock tryLock() throws IOException {
        return file.getChannel().tryLock();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        file.close();
    }
}
