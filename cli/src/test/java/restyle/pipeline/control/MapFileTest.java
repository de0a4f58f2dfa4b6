package restyle.pipeline.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.job.PixelSize;
import restyle.plugins.ControlMap;

class MapFileTest {

    private static final PixelSize SIZE = new PixelSize(16, 8);

    @TempDir
    Path folder;

    private Path write(byte[] rgb) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MapFile.Writer writer = new MapFile.Writer(bytes)) {
            writer.write(new ControlMap(SIZE.width(), SIZE.height(), rgb));
            writer.finish();
        }
        return Files.write(folder.resolve("maps"), bytes.toByteArray());
    }

    private static byte[] grey() {
        byte[] rgb = new byte[3 * SIZE.width() * SIZE.height()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 * 7);
        }
        return rgb;
    }

    /** A map is stored as grey only if every sample allows it: the last red, green or blue one may be what tells. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void oneSampleOfColourIsKept(int fromEnd) throws IOException {
        byte[] rgb = grey();
        rgb[rgb.length - fromEnd] ^= 0x40;
        try (MapFile.Reader reader = new MapFile.Reader(write(rgb), SIZE)) {
            assertArrayEquals(rgb, reader.read().rgb());
        }
    }

    @Test
    void greyMapsTakeAThird() throws IOException {
        byte[] rgb = grey();
        Path file = write(rgb);
        try (MapFile.Reader reader = new MapFile.Reader(file, SIZE)) {
            assertArrayEquals(rgb, reader.read().rgb());
        }
        assertTrue(Files.size(file) < rgb.length / 2, Files.size(file) + " of " + rgb.length);
    }
}
