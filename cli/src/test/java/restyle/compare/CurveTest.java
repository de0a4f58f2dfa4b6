package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CurveTest {

    private static final double NONE = Double.NaN;

    @Test
    void leavesOutWhatIsNotDefined() {
        Curve curve = new Curve(Curve.Kind.STRUCTURE, new double[] {NONE, 1, 2, 6});

        assertEquals(3, curve.mean(), 1e-12);
        assertEquals(1, curve.min());
        assertEquals(6, curve.max());
        assertEquals(NONE, new Curve(Curve.Kind.STRUCTURE, new double[] {NONE}).mean());
    }

    @Test
    void isThinnedByTakingMeans() {
        Curve curve = new Curve(Curve.Kind.STRUCTURE, new double[] {NONE, 1, 2, 6, 5, NONE, NONE, NONE});

        assertArrayEquals(new double[] {1, 4, 5, NONE}, curve.atMost(4));
        assertArrayEquals(curve.values(), curve.atMost(8));
    }
}
