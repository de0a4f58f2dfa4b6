package restyle.fill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import restyle.deflicker.Scenery;
import restyle.plugins.Frame;
import restyle.quality.PixelDifference;
import restyle.vision.Rendition;

class InBetweenTest {

    private final InBetween fill = new InBetween(Scenery.WIDTH, Scenery.HEIGHT);

    @AfterEach
    void close() {
        fill.close();
    }

    @Test
    void followsTheSource() {
        double found = likeness(pan(8), fill.of(source(pan(8)), pair(pan(0)), 2, pair(pan(16)), 2));
        assertTrue(found > 32, found + " dB");
        assertTrue(PixelDifference.psnr(painted(pan(8)), painted(pan(0))) < 20);
    }

    /** Each side hides a part of the land behind the square; the other shows it. */
    @Test
    void takesWhatOneSideHidesFromTheOther() {
        byte[] before = Scenery.withSquare(Scenery.at(0), 10, 30, 230);
        byte[] now = Scenery.withSquare(Scenery.at(0), 40, 30, 230);
        byte[] after = Scenery.withSquare(Scenery.at(0), 70, 30, 230);
        double found = likeness(now, fill.of(source(now), pair(before), 1, pair(after), 1));
        assertTrue(found > 28, found + " dB");
    }

    @Test
    void showsWhatNeitherSideHasAsTheLookShowsTheRest() {
        byte[] land = Scenery.at(0);
        byte[] now = Scenery.withSquare(land, 50, 30, 230);
        double without = PixelDifference.psnr(painted(now), painted(land));
        double found = likeness(now, fill.of(source(now), pair(land), 1, pair(land), 1));
        assertTrue(found > without + 6, "%s dB, with nothing there %s".formatted(found, without));
    }

    @Test
    void isWhatItIsWhateverWasFilledBefore() {
        Frame first = fill.of(source(pan(3)), pair(pan(0)), 1, pair(pan(6)), 1);
        fill.of(source(pan(60)), pair(pan(50)), 3, pair(pan(70)), 2);
        assertArrayEquals(
                first.rgb(),
                fill.of(source(pan(3)), pair(pan(0)), 1, pair(pan(6)), 1).rgb());
    }

    @Test
    void leavesAloneWhatStandsStill() {
        byte[] land = Scenery.at(0);
        assertArrayEquals(
                Scenery.painted(land),
                fill.of(source(land), pair(land), 1, pair(land), 3).rgb());
    }

    private static byte[] pan(int left) {
        return Scenery.at(left);
    }

    private static Frame source(byte[] rgb) {
        return new Frame(0, Scenery.WIDTH, Scenery.HEIGHT, rgb);
    }

    private static Frame painted(byte[] rgb) {
        return source(Scenery.painted(rgb));
    }

    private static Rendition pair(byte[] rgb) {
        return Scenery.rendition(rgb, Scenery.painted(rgb));
    }

    private static double likeness(byte[] truth, Frame found) {
        return PixelDifference.psnr(painted(truth), found);
    }
}
