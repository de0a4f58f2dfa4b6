package restyle.colour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;

class ColourMatchTest {

    private static final int SIDE = 64;

    @Test
    void givesMeanAndCovarianceOfTheOther() {
        Frame picture = picture(1, 120, 30, 15, 30);
        ColourStatistics wanted = ColourStatistics.of(picture(2, 140, 8, 25, 20));
        Frame mapped = ColourMatch.between(ColourStatistics.of(picture), wanted).of(picture);
        ColourStatistics found = ColourStatistics.of(mapped);
        assertArrayEquals(wanted.mean(), found.mean(), 0.3);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(wanted.covariance()[i], found.covariance()[i], 0.06 * wanted.covariance()[0][0]);
        }
    }

    @Test
    void leavesAPictureOfTheSameColoursAsItIs() {
        Frame picture = picture(3, 128, 25, 20, 15);
        ColourStatistics own = ColourStatistics.of(picture);
        assertArrayEquals(
                picture.rgb(), ColourMatch.between(own, own).of(picture).rgb());
    }

    @Test
    void aGreyPictureTakesNoWildColours() {
        Frame grey = picture(4, 128, 0, 0, 20);
        ColourStatistics wanted = ColourStatistics.of(picture(5, 128, 30, 30, 30));
        byte[] mapped =
                ColourMatch.between(ColourStatistics.of(grey), wanted).of(grey).rgb();
        int most = 0;
        for (int i = 0; i < mapped.length; i += 3) {
            most = Math.max(most, Math.abs((mapped[i] & 255) - (mapped[i + 2] & 255)));
        }
        assertTrue(most < 40, "red and blue differ by " + most);
    }

    @Test
    void joinsStatisticsAsIfPicturesWereOne() {
        Frame a = picture(6, 100, 20, 10, 10);
        Frame b = picture(7, 160, 10, 20, 10);
        byte[] both = new byte[2 * a.rgb().length];
        System.arraycopy(a.rgb(), 0, both, 0, a.rgb().length);
        System.arraycopy(b.rgb(), 0, both, a.rgb().length, b.rgb().length);
        ColourStatistics expected = ColourStatistics.of(new Frame(0, SIDE, 2 * SIDE, both));
        ColourStatistics found = ColourStatistics.joined(List.of(ColourStatistics.of(a), ColourStatistics.of(b)));
        assertArrayEquals(expected.mean(), found.mean(), 1e-9);
        assertEquals(expected.covariance()[0][2], found.covariance()[0][2], 1e-7);
    }

    @Test
    void everyColourComesBackFromLab() {
        byte[] rgb = new byte[3];
        byte[] back = new byte[3];
        double[] lab = new double[3];
        for (int i = 0; i < 1 << 15; i++) {
            rgb[0] = (byte) (i << 3);
            rgb[1] = (byte) (i >> 5 << 3);
            rgb[2] = (byte) (i >> 10 << 3);
            Lab.of(rgb, 0, lab);
            Lab.toRgb(lab, back, 0);
            assertArrayEquals(rgb, back);
        }
    }

    /** Gaussian colours around a grey level: what all channels share, and what each has of its own. */
    private static Frame picture(long seed, int level, double red, double blue, double shared) {
        Random random = new Random(seed);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i += 3) {
            double common = level + shared * random.nextGaussian();
            rgb[i] = clamped(common + red * random.nextGaussian() / 2);
            rgb[i + 1] = clamped(common);
            rgb[i + 2] = clamped(common + blue * random.nextGaussian() / 2);
        }
        return new Frame(0, SIDE, SIDE, rgb);
    }

    private static byte clamped(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
