package restyle.models.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameNoiseTest {

    /** The known answers that Random123, the authors' own library, is tested with. */
    @Test
    void philoxGivesThePublishedAnswers() {
        int[] words = new int[4];
        new Philox(0).block(0, 0, words);
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, words);
        new Philox(-1).block(-1, -1, words);
        assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, words);
        new Philox(0x299f31d0_a4093822L).block(0x85a308d3_243f6a88L, 0x03707344_13198a2eL, words);
        assertArrayEquals(new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}, words);
    }

    @Test
    void isGaussian() {
        float[] noise = new FrameNoise(7).of(3, 100_000);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (float v : noise) {
            mean += v / noise.length;
            square += v * v / noise.length;
            fourth += Math.pow(v, 4) / noise.length;
        }
        assertEquals(0, mean, 0.01);
        assertEquals(1, square, 0.02);
        assertEquals(3, fourth, 0.1);
    }

    @Test
    void dependsOnSeedAndFrameAlone() {
        float[] noise = new FrameNoise(1).of(5, 64);
        assertArrayEquals(noise, new FrameNoise(1).of(5, 64));
        assertArrayEquals(noise, Arrays.copyOf(new FrameNoise(1).of(5, 1000), 64));
        assertTrue(differs(noise, new FrameNoise(2).of(5, 64)));
        assertTrue(differs(noise, new FrameNoise(1).of(6, 64)));
    }

    @Test
    void everyStepHasNoiseOfItsOwn() {
        FrameNoise noise = new FrameNoise(1);
        assertArrayEquals(noise.ofStep(2, 5, 64), new FrameNoise(1).ofStep(2, 5, 64));
        assertTrue(differs(noise.ofStep(0, 5, 64), noise.of(5, 64)));
        assertTrue(differs(noise.ofStep(0, 5, 64), noise.ofStep(1, 5, 64)));
        assertTrue(differs(noise.ofStep(0, 5, 64), noise.ofStep(0, 6, 64)));
    }

    private static boolean differs(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] == b[i]) {
                return false;
            }
        }
        return true;
    }
}
