package restyle.composite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;
import restyle.plugins.Matte;

class CompositorTest {

    private static final float[] BLACK = {0, 0, 0};

    @Test
    void mixesByAlphaAndRoundsHalvesUp() {
        Frame subject = pixel(200, 10, 0);
        Frame background = pixel(100, 20, 255);
        // 50 + 75, 2.5 + 15, 0 + 191.25
        assertPixel(Compositor.over(subject, matte(0.25f, BLACK), background), 125, 18, 191);
    }

    @Test
    void fullAndNoSubjectComeThroughUnchanged() {
        for (int level = 0; level < 256; level++) {
            Frame one = pixel(level, 255 - level, level / 2);
            Frame other = pixel(17, level, 255);
            float[] wrong = {level / 255f, 1, 0};
            assertArrayEquals(
                    one.rgb(), Compositor.over(one, matte(1, wrong), other).rgb());
            assertArrayEquals(
                    other.rgb(), Compositor.over(one, matte(0, wrong), other).rgb());
            assertArrayEquals(
                    one.rgb(), Compositor.replace(one, matte(1, wrong), other).rgb());
            assertArrayEquals(
                    other.rgb(), Compositor.replace(one, matte(0, wrong), other).rgb());
        }
    }

    @Test
    void leavesNoRimOfTheOldSubject() {
        // The old subject is 204, 0, 51, what is behind it 100, 60, 0; a quarter of the pixel is subject.
        Frame source = pixel(51 + 75, 45, 13);
        Frame stylized = pixel(40, 80, 120);
        Matte matte = matte(0.25f, new float[] {0.8f, 0, 0.2f});
        // 10 + 75, 20 + 45, 30 + (13 - 12.75)
        assertPixel(Compositor.replace(stylized, matte, source), 85, 65, 30);
    }

    @Test
    void aWrongForegroundTakesNoMoreThanTheBackgroundCanGive() {
        Frame stylized = pixel(40, 40, 40);
        Matte matte = matte(0.5f, new float[] {1, 0, 0.5f});
        // 20 + max(0, 100 - 127.5), 20 + min(127.5, 255 - 0), 20 + (255 - 63.75 -> 127.5)
        assertPixel(Compositor.replace(stylized, matte, pixel(100, 255, 255)), 20, 148, 148);
    }

    @Test
    void eachPixelHasItsOwnAlpha() {
        Frame subject = new Frame(7, 1, 2, new byte[] {100, 100, 100, 100, 100, 100});
        Frame background = new Frame(0, 1, 2, new byte[6]);
        Matte matte = new Matte(1, 2, new float[] {1, 0.5f}, new float[6]);
        Frame result = Compositor.over(subject, matte, background);
        assertArrayEquals(new byte[] {100, 100, 100, 50, 50, 50}, result.rgb());
        assertEquals(7, result.index());
    }

    @Test
    void refusesPicturesOfDifferentSizes() {
        Frame wide = new Frame(0, 2, 1, new byte[6]);
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Compositor.over(pixel(0, 0, 0), matte(1, BLACK), wide));
        assertEquals("cannot combine a subject of 1x1, a matte of 1x1 and a background of 2x1 pixels", e.getMessage());
    }

    private static Frame pixel(int red, int green, int blue) {
        return new Frame(0, 1, 1, new byte[] {(byte) red, (byte) green, (byte) blue});
    }

    private static Matte matte(float alpha, float[] foreground) {
        return new Matte(1, 1, new float[] {alpha}, foreground);
    }

    private static void assertPixel(Frame found, int red, int green, int blue) {
        assertArrayEquals(pixel(red, green, blue).rgb(), found.rgb());
    }
}
