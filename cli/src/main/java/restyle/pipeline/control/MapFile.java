package restyle.pipeline.control;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import restyle.job.PixelSize;
import restyle.plugins.ControlMap;

/**
 * The form of control maps on disk: in the order of the frames, each a byte with the number of its channels and then its
 * samples, all deflated; behind that int32 CRC-32C of the deflated bytes, big-endian. Grey maps have one channel.
 */
final class MapFile {

    private static final int GREY = 1;
    private static final int COLOUR = 3;

    private MapFile() {}

    /** Writes maps. */
    static final class Writer implements AutoCloseable {
        private final CheckedOutputStream checked;
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private final DeflaterOutputStream deflated;
        private final DataOutputStream out;

        /** @param file stays the caller's */
        Writer(OutputStream file) {
            checked = new CheckedOutputStream(file, new CRC32C());
            deflated = new DeflaterOutputStream(checked, deflater);
            out = new DataOutputStream(new BufferedOutputStream(deflated));
        }

        void write(ControlMap map) throws IOException {
            byte[] grey = grey(map.rgb());
            out.writeByte(grey != null ? GREY : COLOUR);
            out.write(grey != null ? grey : map.rgb());
        }

        /** Completes the file. */
        void finish() throws IOException {
            out.flush();
            deflated.finish();
            new DataOutputStream(checked).writeInt((int) checked.getChecksum().getValue());
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** Reads maps back. */
    static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private final PixelSize size;

        /** @throws IOException if the file is damaged */
        Reader(Path file, PixelSize size) throws IOException {
            this.size = size;
            verify(file);
            in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file))));
        }

        ControlMap read() throws IOException {
            int channels = in.readByte();
            if (channels != GREY && channels != COLOUR) {
                throw new IOException("a map of " + channels + " channels");
            }
            byte[] samples = new byte[channels * size.width() * size.height()];
            in.readFully(samples);
            return channels == GREY
                    ? ControlMap.grey(size.width(), size.height(), samples)
                    : new ControlMap(size.width(), size.height(), samples);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static void verify(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (long left = Files.size(file) - Integer.BYTES; left > 0; ) {
                int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    break;
                }
                crc.update(buffer, 0, count);
                left -= count;
            }
            if (new DataInputStream(in).readInt() != (int) crc.getValue()) {
                throw new IOException("it is damaged");
            }
        }
    }

    /** The one channel of a grey picture, or null if it has colour. */
    private static byte[] grey(byte[] rgb) {
        byte[] grey = new byte[rgb.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = rgb[3 * i];
            if (rgb[3 * i + 1] != grey[i] || rgb[3 * i + 2] != grey[i]) {
                return null;
            }
        }
        return grey;
    }
}
