package restyle.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.plugins.Frame;

class ScalerTest {

    @ParameterizedTest
    @CsvSource({"64, 48, 32, 24", "63, 47, 21, 13", "40, 30, 95, 71", "64, 20, 20, 64"})
    void keepsFlatColorsExactly(int fromWidth, int fromHeight, int toWidth, int toHeight) {
        try (Scaler scaler = new Scaler(toWidth, toHeight)) {
            for (int[] color : new int[][] {{0, 0, 0}, {255, 255, 255}, {255, 0, 0}, {1, 128, 254}, {37, 99, 201}}) {
                Frame frame = scaler.scale(new Frame(7, fromWidth, fromHeight, flat(fromWidth, fromHeight, color)));
                assertEquals(7, frame.index());
                assertArrayEquals(flat(toWidth, toHeight, color), frame.rgb());
            }
        }
    }

    @Test
    void averagesAreas() {
        byte[] rgb = new byte[3 * 64 * 48];
        new Random(2).nextBytes(rgb);
        try (Scaler scaler = new Scaler(32, 24)) {
            byte[] half = scaler.scale(new Frame(0, 64, 48, rgb)).rgb();
            for (int i = 0; i < half.length; i++) {
                int at = 3 * (i / 96 * 2 * 64 + i % 96 / 3 * 2) + i % 3;
                int sum = (rgb[at] & 255) + (rgb[at + 3] & 255) + (rgb[at + 192] & 255) + (rgb[at + 195] & 255);
                assertEquals(sum / 4.0, half[i] & 255, 1, "sample " + i);
            }
        }
    }

    @Test
    void leavesFramesOfTheRightSizeAlone() {
        Frame frame = new Frame(0, 8, 8, new byte[192]);
        try (Scaler scaler = new Scaler(8, 8)) {
            assertSame(frame, scaler.scale(frame));
        }
    }

    @Test
    void doesTheSameEveryTime() {
        byte[] rgb = new byte[3 * 100 * 60];
        new Random(1).nextBytes(rgb);
        Frame frame = new Frame(0, 100, 60, rgb);
        try (Scaler one = new Scaler(64, 40);
                Scaler other = new Scaler(64, 40)) {
            byte[] first = one.scale(frame).rgb();
            one.scale(new Frame(1, 30, 30, new byte[2700]));
            assertArrayEquals(first, one.scale(frame).rgb());
            assertArrayEquals(first, other.scale(frame).rgb());
        }
    }

    private static byte[] flat(int width, int height, int[] color) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) color[i % 3];
        }
        return rgb;
    }
}
