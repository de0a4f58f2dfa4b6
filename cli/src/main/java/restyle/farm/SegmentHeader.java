package restyle.farm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a file of frames says of itself.
 *
 * @param identity of the segment, see {@link ClipPlan#identity}
 * @param madeOn what rounding depends on, see {@link MachineKind}
 * @param frames how many there are
 */
record SegmentHeader(String identity, String madeOn, int frames) {

    private static final byte[] MAGIC = "restyle segment 1\n".getBytes(StandardCharsets.US_ASCII);

    void write(DataOutputStream out) throws IOException {
        out.write(MAGIC);
        out.writeUTF(identity);
        out.writeUTF(madeOn);
        out.writeInt(frames);
    }

    /** Returns how long it is in a file: of letters beyond ASCII, as in the path of a provider's library, each has several bytes. */
    int bytes() throws IOException {
        DataOutputStream counted = new DataOutputStream(OutputStream.nullOutputStream());
        write(counted);
        return counted.size();
    }

    /** @throws IOException if the file is something else */
    static SegmentHeader read(DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("it is no segment that this version of restyle reads");
        }
        return new SegmentHeader(in.readUTF(), in.readUTF(), in.readInt());
    }
}
