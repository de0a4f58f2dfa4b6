package restyle.farm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import restyle.plugins.Frame;

/** Makes pictures smaller without loss: of each sample the difference to that of the pixel on its left, deflated. Used by one thread. */
final class PackedPicture implements AutoCloseable {

    private static final int CHANNELS = 3;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 16];

    byte[] pack(Frame picture) {
        byte[] rgb = picture.rgb();
        byte[] differences = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            differences[i] = (byte) (rgb[i] - (i < CHANNELS ? 0 : rgb[i - CHANNELS]));
        }
        deflater.reset();
        deflater.setInput(differences);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(rgb.length / 2);
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        return packed.toByteArray();
    }

    /** @throws IOException if it is not a picture of that size */
    Frame unpack(byte[] packed, long number, int width, int height) throws IOException {
        byte[] rgb = new byte[CHANNELS * width * height];
        inflater.reset();
        inflater.setInput(packed);
        try {
            if (inflater.inflate(rgb) != rgb.length) {
                throw new IOException("a picture is too short");
            }
        } catch (DataFormatException e) {
            throw new IOException("a picture is damaged", e);
        }
        for (int i = CHANNELS; i < rgb.length; i++) {
            rgb[i] += rgb[i - CHANNELS];
        }
        return new Frame(number, width, height, rgb);
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
