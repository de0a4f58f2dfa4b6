package com.example.grain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;
import restyle.plugins.testing.FinisherContract;

class GrainFinisherTest {

    private static final int SIDE = 64;

    @Test
    void keepsTheContract() {
        FinisherContract.check(new GrainFinisher(), Map.of("strength", "20"));
    }

    @Test
    void grainIsAsStrongAsAskedAndNewOnEachFrame() throws Exception {
        Settings settings = new Settings(Map.of("strength", 8.0, "seed", 1L));
        VideoFormat format = new VideoFormat(SIDE, SIDE, new Fraction(25, 1), new Fraction(1, 25));
        byte[] grey = new byte[3 * SIDE * SIDE];
        Arrays.fill(grey, (byte) 100);
        Frame frame = new Frame(0, SIDE, SIDE, grey);
        try (FrameFinisher grain = new GrainFinisher().open(new Clip(SIDE, SIDE, 25, "cpu", 1), format, settings)) {
            byte[] first = grain.finish(frame, new FilmFrame(frame, 0)).get(0).frame().rgb();
            byte[] second = grain.finish(frame, new FilmFrame(frame, 1)).get(0).frame().rgb();
            byte[] again = grain.finish(frame, new FilmFrame(frame, 0)).get(0).frame().rgb();
            assertEquals(8, deviation(first), 0.5);
            assertFalse(Arrays.equals(first, second));
            assertArrayEquals(first, again);
        }
    }

    private static double deviation(byte[] rgb) {
        double squares = 0;
        for (byte sample : rgb) {
            squares += Math.pow(Byte.toUnsignedInt(sample) - 100, 2);
        }
        return Math.sqrt(squares / rgb.length);
    }
}
