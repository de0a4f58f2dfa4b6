package restyle.media.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import restyle.media.VideoException;

/** A file in Microsoft's Resource Interchange File Format, such as AVI: one RIFF chunk, or several one after another (OpenDML). */
final class RiffFile {

    private static final int RIFF = 'R' | 'I' << 8 | 'F' << 16 | 'F' << 24;
    private static final int HEADER_BYTES = 8;

    private RiffFile() {}

    /** Returns whether the file ends within a chunk, or before a chunk was given its length. */
    static boolean isCut(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long at = 0;
            while (at + HEADER_BYTES <= channel.size()) {
                ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                while (header.hasRemaining() && channel.read(header, at + header.position()) >= 0) {}
                if (header.flip().remaining() < HEADER_BYTES || header.getInt(0) != RIFF) {
                    return false;
                }
                long length = Integer.toUnsignedLong(header.getInt(4));
                if (length == 0) {
                    return true;
                }
                at += HEADER_BYTES + length;
            }
            return at > channel.size();
        } catch (IOException e) {
            throw new VideoException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
