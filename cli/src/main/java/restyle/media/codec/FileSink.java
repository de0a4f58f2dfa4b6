package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EIO;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import restyle.files.FileFailure;
import restyle.files.WrittenFile;

/**
 * Where FFmpeg puts the bytes of a file: into one that Java has open, so that every name can be written on every system, and
 * what the system says about a failure is kept.
 */
final class FileSink implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private final WrittenFile file;
    private final AVIOContext context;
    private final Writing writing = new Writing();
    private final Seeking seeking = new Seeking();
    private final byte[] chunk = new byte[BUFFER_BYTES];
    private IOException failure;

    /** @param file stays the caller's */
    FileSink(WrittenFile file) {
        this.file = file;
        BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
        context = avio_alloc_context(buffer, BUFFER_BYTES, 1, null, null, writing, seeking);
    }

    AVIOContext context() {
        return context;
    }

    /** Returns why a write failed, if one did. */
    Optional<String> failure() {
        return Optional.ofNullable(failure).map(FileFailure::reason);
    }

    /** Writes what FFmpeg has kept back. */
    int flush() {
        avio_flush(context);
        return context.error();
    }

    @Override
    public void close() {
        av_free(context.buffer());
        avio_context_free(context);
        writing.close();
        seeking.close();
    }

    private int write(BytePointer bytes, int count) {
        try {
            for (int done = 0; done < count; ) {
                int part = Math.min(count - done, chunk.length);
                bytes.position(done).get(chunk, 0, part);
                file.write(chunk, 0, part);
                done += part;
            }
            return count;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private long seek(long offset, int whence) {
        try {
            if ((whence & AVSEEK_SIZE) != 0) {
                return file.size();
            }
            long from = switch (whence & ~AVSEEK_FORCE) {
                case SEEK_SET -> 0;
                case SEEK_CUR -> file.position();
                case SEEK_END -> file.size();
                default -> throw new IOException("unknown way to seek: " + whence);
            };
            return file.position(from + offset).position();
        } catch (IOException e) {
            return failed(e);
        }
    }

    /** Nothing may be thrown through native code. */
    private int failed(IOException e) {
        if (failure == null) {
            failure = e;
        }
        return AVERROR_EIO();
    }

    private final class Writing extends Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int count) {
            return write(bytes, count);
        }
    }

    private final class Seeking extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            return seek(offset, whence);
        }
    }
}
