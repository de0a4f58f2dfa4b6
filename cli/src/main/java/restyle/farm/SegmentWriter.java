package restyle.farm;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import restyle.files.AtomicFile;
import restyle.files.ContentDigests;
import restyle.files.FileFailure;
import restyle.pipeline.flow.MadeFrame;

/**
 * Writes the frames of one segment; the file has its name only when it is whole.
 *
 * <p>Big-endian: the header ({@link SegmentHeader}); each frame (int64 position, int64 source frame, int64 timestamp, int32 width,
 * int32 height, int32 number of bytes and the bytes of the picture as {@link PackedPicture} makes them, int32 number of latents and
 * their float32 values); and SHA-256 of all before.
 */
final class SegmentWriter implements AutoCloseable {

    private final Path target;
    private final AtomicFile file;
    private final DigestOutputStream digested;
    private final DataOutputStream out;
    private final PackedPicture packing = new PackedPicture();

    /** @param target of the file */
    SegmentWriter(Path target, SegmentHeader header) {
        this.target = target;
        file = AtomicFile.create(target);
        OutputStream content = new BufferedOutputStream(Channels.newOutputStream(file.content()), 1 << 16);
        digested = new DigestOutputStream(content, ContentDigests.sha256());
        out = new DataOutputStream(digested);
        writing(() -> header.write(out));
    }

    private interface Step {
        void run() throws IOException;
    }

    private void writing(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be written", e);
        }
    }

    /** Adds the next frame. */
    void write(MadeFrame frame) {
        writing(() -> {
            out.writeLong(frame.at().position());
            out.writeLong(frame.at().sourceFrame());
            out.writeLong(frame.at().timestamp());
            out.writeInt(frame.image().width());
            out.writeInt(frame.image().height());
            byte[] packed = packing.pack(frame.image());
            out.writeInt(packed.length);
            out.write(packed);
            float[] latents = frame.latents() == null ? new float[0] : frame.latents();
            out.writeInt(latents.length);
            for (float value : latents) {
                out.writeFloat(value);
            }
        });
    }

    /** Gives the file its name. */
    void commit() {
        writing(() -> {
            digested.on(false);
            out.write(digested.getMessageDigest().digest());
            out.flush();
        });
        file.commit();
    }

    @Override
    public void close() {
        packing.close();
        file.close();
    }
}
