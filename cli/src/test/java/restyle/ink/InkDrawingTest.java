package restyle.ink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;

class InkDrawingTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 288;

    /** What is drawn over: light, without any contour of its own. */
    private static final Frame PAPER = picture((x, y) -> 200);

    @Test
    void drawsTheSourcesContoursAndNothingElse() {
        Frame drawn = inked(picture((x, y) -> isLine(x) ? 60 : 160), PAPER, 1, 0, 0.5);
        for (int y = 0; y < HEIGHT; y += 7) {
            assertTrue(grey(drawn, 160, y) < 20, "line: " + grey(drawn, 160, y));
            assertEquals(200, grey(drawn, 130, y));
            assertEquals(200, grey(drawn, 190, y));
        }
    }

    @Test
    void drawsWeakContoursWhereDetailSaysSo() {
        Frame source = picture((x, y) -> isLine(x) ? 157 : 160);
        assertTrue(grey(inked(source, PAPER, 1, 0, 0), 160, 100) > 150);
        assertTrue(grey(inked(source, PAPER, 1, 0, 1), 160, 100) < 60);
    }

    @Test
    void drawsAsDarkAsItIsTold() {
        Frame source = picture((x, y) -> isLine(x) ? 20 : 160);
        assertEquals(100, grey(inked(source, PAPER, 0.5, 0, 0.5), 160, 100), 4);
    }

    /** Grain is no contour: the ink of most pixels is that of a source without it. */
    @Test
    void leavesGrainAlone() {
        Random random = new Random(5);
        Frame drawn = inked(picture((x, y) -> 128 + random.nextInt(3) - 1), PAPER, 1, 0, 0.5);
        int drawnOver = 0;
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            drawnOver += (drawn.rgb()[3 * i] & 255) < 180 ? 1 : 0;
        }
        assertTrue(drawnOver < WIDTH * HEIGHT / 50, "drawn over: " + drawnOver);
    }

    @Test
    void makesAGradientAFewFlatTones() {
        Frame gradient = picture((x, y) -> x * 255 / WIDTH);
        Frame flat = inked(gradient, gradient, 0, 1, 0.5);
        assertTrue(still(flat) > 1.6 * still(gradient), still(flat) + " and " + still(gradient));
        assertTrue(grey(flat, 310, 100) - grey(flat, 10, 100) > 180);
    }

    /** How many pixels of a row are like the one before. */
    private static long still(Frame picture) {
        return IntStream.range(1, WIDTH)
                .filter(x -> grey(picture, x, 100) == grey(picture, x - 1, 100))
                .count();
    }

    @Test
    void noInkAndNoFlatTonesChangeNothing() {
        Random random = new Random(7);
        Frame noise = picture((x, y) -> random.nextInt(256));
        assertArrayEquals(noise.rgb(), inked(noise, noise, 0, 0, 1).rgb());
    }

    /** Finding lines takes most of the time: a source that no line could be found in shows that none is looked for. */
    @Test
    void looksForNoLinesWhereNoneAreDrawn() {
        Frame nothing = new Frame(0, 1, 1, new byte[3]);
        Frame gradient = picture((x, y) -> x * 255 / WIDTH);
        Frame flat = inked(gradient, gradient, 0, 1, 0.5);
        assertArrayEquals(flat.rgb(), inked(nothing, gradient, 0, 1, 0.5).rgb());
        assertThrows(IllegalArgumentException.class, () -> inked(nothing, gradient, 0.1, 1, 0.5));
    }

    /** Pictures as small as tests and thumbnails have them. */
    @Test
    void drawsPicturesOfAnySize() {
        for (int side : new int[] {1, 2, 9}) {
            Frame small = new Frame(3, side, side, new byte[3 * side * side]);
            Frame drawn = new InkDrawing(side, side, 1, 1, 1).of(small, small);
            assertArrayEquals(small.rgb(), drawn.rgb());
            assertEquals(3, drawn.index());
        }
    }

    private static boolean isLine(int x) {
        return x >= 159 && x <= 161;
    }

    private static Frame inked(Frame source, Frame generated, double darkness, double flat, double detail) {
        return new InkDrawing(WIDTH, HEIGHT, darkness, flat, detail).of(source, generated);
    }

    private static int grey(Frame picture, int x, int y) {
        return picture.rgb()[3 * (y * WIDTH + x) + 1] & 255;
    }

    private static Frame picture(IntBinaryOperator grey) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i += 3) {
            byte level = (byte) grey.applyAsInt(i / 3 % WIDTH, i / 3 / WIDTH);
            rgb[i] = level;
            rgb[i + 1] = level;
            rgb[i + 2] = level;
        }
        return new Frame(0, WIDTH, HEIGHT, rgb);
    }
}
