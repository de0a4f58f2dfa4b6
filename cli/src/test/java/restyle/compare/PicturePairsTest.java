package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import restyle.media.codec.Scaler;
import restyle.plugins.Frame;

class PicturePairsTest {

    private static final Frame FRAME = new Frame(0, 2, 2, new byte[12]);

    @Test
    void keepsEveryFrameOfAShortClip() {
        assertEquals(List.of(0, 1, 2, 3), shown(4));
    }

    @Test
    void spreadsEvenlyOverALongClip() {
        assertEquals(List.of(0, 2, 4), shown(5));
        assertEquals(List.of(0, 4, 8, 12), shown(16));
        assertEquals(List.of(0, 8, 16), shown(17));
    }

    private static List<Integer> shown(int frames) {
        try (PicturePairs pairs = new PicturePairs(4, new Scaler(2, 2))) {
            for (int i = 0; i < frames; i++) {
                pairs.offer(i, FRAME, FRAME);
            }
            return pairs.pairs().stream().map(PicturePairs.Pair::frame).toList();
        }
    }
}
