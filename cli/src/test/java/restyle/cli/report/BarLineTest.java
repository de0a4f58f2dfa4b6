package restyle.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BarLineTest {

    private final AtomicLong time = new AtomicLong();

    @Test
    void saysWhichClipHowFarHowFastHowLongAndWithWhat() {
        Pace pace = pace(640, 0, 120, 60);
        assertEquals(
                "[2/5] in.mp4  [=====                       ]  120/640 frames  2.00 fps  4:20 left  denoise",
                new BarLine("[2/5] in.mp4", pace).text("denoise", 90).stripTrailing());
    }

    @Test
    void framesOfAnInterruptedRunCountForNeitherSpeedNorTime() {
        Pace pace = new Pace(100, 40, time::get);
        pace.begin();
        time.set(5_000_000_000L);
        pace.written(40);
        assertTrue(pace.framesPerSecond().isEmpty());
        assertTrue(pace.secondsLeft().isEmpty());
        time.set(15_000_000_000L);
        pace.written(50);
        assertEquals(1.0, pace.framesPerSecond().orElseThrow());
        assertEquals(50.0, pace.secondsLeft().orElseThrow());
        time.set(18_000_000_000L);
        assertEquals(47.0, pace.secondsLeft().orElseThrow());
    }

    @Test
    void hasTheWidthOfTheTerminalWhateverThatIs() {
        BarLine line = new BarLine("[2/5] some/folder/a rather long name.mp4", pace(100_000, 10, 70_123, 7000));
        for (int width = 0; width < 200; width++) {
            assertEquals(width, line.text("preprocess", width).length());
        }
        assertTrue(line.text("preprocess", 40).startsWith("70123/100000 frames"), line.text("preprocess", 40));
        assertTrue(line.text("preprocess", 40).contains("preprocess"), line.text("preprocess", 40));
    }

    @Test
    void withoutAKnownEndItCounts() {
        String text = new BarLine("x.mp4", pace(-1, 0, 7, 7)).text("write", 80);
        assertTrue(text.contains("7 frames  1.00 fps  write"), text);
    }

    @Test
    void hoursHaveTheirPlace() {
        assertEquals("0:07", BarLine.time(7.4));
        assertEquals("1:02:03", BarLine.time(3723));
    }

    private Pace pace(long frames, long finished, long written, long seconds) {
        Pace pace = new Pace(frames, finished, time::get);
        pace.begin();
        time.set(seconds * 1_000_000_000L);
        pace.written(written);
        return pace;
    }
}
