package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;

class ContentSamplesTest {

    /** The first level of a frame stands for a direction: an angle in degrees. */
    private static float[] direction(Frame frame) {
        double angle = Math.toRadians(frame.rgb()[0]);
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    private static Frame at(int degrees) {
        return new Frame(0, 1, 1, new byte[] {(byte) degrees, 0, 0});
    }

    @Test
    void cosinesAreThoseOfNeighboursAndOfBothClips() {
        ContentSamples samples = new ContentSamples(ContentSamplesTest::direction);
        samples.offer(0, at(0), at(60));
        samples.offer(1, at(60), at(60));
        samples.offer(2, at(90), at(-30));
        ContentAgreement found = samples.agreement();
        assertArrayEquals(new double[] {Double.NaN, 0.5, Math.sqrt(0.75)}, found.temporalA(), 1e-6);
        assertArrayEquals(new double[] {Double.NaN, 1, 0}, found.temporalB(), 1e-6);
        assertArrayEquals(new double[] {0.5, 1, -0.5}, found.content(), 1e-6);
        assertEquals((0.5 + Math.sqrt(0.75)) / 2, ContentAgreement.mean(found.temporalA()), 1e-6);
    }

    @Test
    void aLongClipIsLookedAtEvenly() {
        ContentSamples samples = new ContentSamples(ContentSamplesTest::direction);
        for (int i = 0; i < 1000; i++) {
            samples.offer(i, at(i % 90), at(i % 90));
        }
        ContentAgreement found = samples.agreement();
        assertEquals(16, found.step());
        assertTrue(found.frames().length <= ContentSamples.MAX_FRAMES);
        for (int i = 0; i < found.frames().length; i++) {
            assertEquals(16 * i, found.frames()[i]);
        }
        assertEquals(992, found.frames()[found.frames().length - 1]);
    }
}
