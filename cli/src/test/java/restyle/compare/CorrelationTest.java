package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CorrelationTest {

    @Test
    void isOneForTheSameShapeAndMinusOneForItsMirrorImage() {
        assertEquals(1, Correlation.of(new float[] {1, 2, 3}, new float[] {5, 7, 9}), 1e-12);
        assertEquals(-1, Correlation.of(new float[] {1, 2, 3}, new float[] {3, 2, 1}), 1e-12);
    }

    @Test
    void isWhatPearsonsFormulaGives() {
        // Deviations -1, 0, 1 and -1, 1, 0: 1 / sqrt(2 * 2).
        assertEquals(0.5, Correlation.of(new float[] {1, 2, 3}, new float[] {1, 3, 2}), 1e-12);
    }

    @Test
    void isUndefinedWhereNothingVaries() {
        assertEquals(Double.NaN, Correlation.of(new float[] {4, 4, 4}, new float[] {1, 2, 3}));
        assertEquals(Double.NaN, Correlation.of(new float[0], new float[0]));
    }
}
