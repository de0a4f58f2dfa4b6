package restyle.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;
import restyle.media.ColorTags;

class ToneMapTest {

    private static final ColorTags PQ = new ColorTags(9, 16, 9, false);
    private static final ColorTags HLG = new ColorTags(9, 18, 9, false);

    /** Signals by the inverse EOTF of SMPTE ST 2084. */
    @Test
    void keepsShadowsAndBendsHighlights() {
        ToneMap map = new ToneMap(PQ, 1000);
        assertEquals(0, grey(map, 0));
        // 20 cd/m2 are below the knee: a tenth of white, on a display of gamma 2.4.
        assertEquals(255 * Math.pow(20 / 203.0, 1 / 2.4), grey(map, 0.3573), 1.5);
        int reference = grey(map, 0.5807);
        assertTrue(reference > 215 && reference < 240, "reference white is " + reference);
        assertEquals(255, grey(map, 0.7518), 1);
        assertEquals(255, grey(map, 1));
    }

    @Test
    void neverTurnsBack() {
        for (ToneMap map : new ToneMap[] {new ToneMap(PQ, 400), new ToneMap(PQ, 4000), new ToneMap(HLG, 0)}) {
            int last = -1;
            for (int i = 0; i <= 1000; i++) {
                int now = grey(map, i / 1000.0);
                assertTrue(now >= last, "at " + i);
                last = now;
            }
            assertEquals(255, last, 1);
        }
    }

    @Test
    void leavesTheGamutByClipping() {
        short[] green = {0, (short) 37000, 0};
        byte[] rgb = new byte[3];
        new ToneMap(PQ, 1000).apply(ShortBuffer.wrap(green), rgb);
        assertEquals(0, rgb[0]);
        assertTrue((rgb[1] & 255) > 200);
        assertEquals(0, rgb[2]);
    }

    /** HLG's reference white, a signal of 0.75, is 203 cd/m2 on a display of 1000 (BT.2408). */
    @Test
    void hlgReferenceWhiteIsThatOfPq() {
        assertEquals(grey(new ToneMap(PQ, 1000), 0.5807), grey(new ToneMap(HLG, 1000), 0.75), 2);
    }

    private static int grey(ToneMap map, double signal) {
        short code = (short) Math.round(65535 * signal);
        byte[] rgb = new byte[3];
        map.apply(ShortBuffer.wrap(new short[] {code, code, code}), rgb);
        assertEquals(rgb[0], rgb[1], 1);
        assertEquals(rgb[0], rgb[2], 1);
        return rgb[1] & 255;
    }
}
