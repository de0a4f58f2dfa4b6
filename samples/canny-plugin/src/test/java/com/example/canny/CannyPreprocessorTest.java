package com.example.canny;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Settings;
import restyle.plugins.testing.PreprocessorContract;

class CannyPreprocessorTest {

    @Test
    void keepsTheContract() {
        PreprocessorContract.check(new CannyPreprocessor(), Map.of("low", "20", "high", "60"));
    }

    @Test
    void outlinesASquare() throws Exception {
        byte[] rgb = new byte[3 * 8 * 8];
        for (int y = 2; y < 6; y++) {
            for (int x = 2; x < 6; x++) {
                rgb[3 * (8 * y + x)] = rgb[3 * (8 * y + x) + 1] = rgb[3 * (8 * y + x) + 2] = (byte) 255;
            }
        }
        Settings settings = new Settings(Map.of("low", 100L, "high", 200L));
        try (FrameProcessor canny = new CannyPreprocessor().open(new Clip(8, 8, 25, "cpu", 1), settings)) {
            assertEquals("""
                    ........
                    ...##...
                    ..#..#..
                    .#....#.
                    .#....#.
                    ..#..#..
                    ...##...
                    ........
                    """, drawn((ControlMap) canny.process(new Frame(0, 8, 8, rgb))));
        }
    }

    private static String drawn(ControlMap map) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < map.width() * map.height(); i++) {
            rows.append(map.rgb()[3 * i] == 0 ? '.' : '#');
            rows.append((i + 1) % map.width() == 0 ? "\n" : "");
        }
        return rows.toString();
    }
}
