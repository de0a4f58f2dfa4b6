package restyle.farm;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import restyle.files.FileFailure;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.MadeFrame;
import restyle.plugins.Frame;

/** Reads the frames of a segment whose file is known to be whole. */
final class SegmentReader implements AutoCloseable {

    private final Path file;
    private final DataInputStream in;
    private final PackedPicture packing = new PackedPicture();

    SegmentReader(Path file) {
        this.file = file;
        try {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
            SegmentHeader.read(in);
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be read", e);
        }
    }

    /**
     * Reads the next frame.
     *
     * @param at which frame of the source has come; what was made must have been made of it
     */
    MadeFrame next(FramePosition at) {
        try {
            boolean same = in.readLong() == at.position();
            same &= in.readLong() == at.sourceFrame();
            same &= in.readLong() == at.timestamp();
            if (!same) {
                throw new IOException("it was made of other frames than frame " + at.sourceFrame()
                        + " of the source; delete it and make it again");
            }
            int width = in.readInt();
            int height = in.readInt();
            byte[] packed = in.readNBytes(in.readInt());
            Frame picture = packing.unpack(packed, at.sourceFrame(), width, height);
            float[] latents = new float[in.readInt()];
            for (int i = 0; i < latents.length; i++) {
                latents[i] = in.readFloat();
            }
            return new MadeFrame(at, picture, latents);
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be used", e);
        }
    }

    @Override
    public void close() {
        packing.close();
        try {
            in.close();
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be closed", e);
        }
    }
}
