package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.ModelException;

class FloatTensorTest {
    /** More than are worked on at a time, and no multiple of it. */
    private static final int COUNT = 9001;

    @ParameterizedTest
    @CsvSource({"NaN, 0", "Infinity, 4095", "-Infinity, 4096", "NaN, 9000"})
    void isNotFiniteWhereOneElementIsNot(float value, int at) {
        FloatTensor tensor = FloatTensor.zeros(COUNT);
        tensor.data().put(1, -Float.MAX_VALUE).put(2, Float.MIN_VALUE);
        assertTrue(tensor.isFinite());
        tensor.data().put(at, value);
        assertFalse(tensor.isFinite());
    }

    @Test
    void addsAnotherAndTakesNothingOfItselfTimesZero() {
        FloatTensor a = FloatTensor.zeros(COUNT);
        FloatTensor b = FloatTensor.zeros(COUNT);
        for (int i = 0; i < COUNT; i++) {
            a.data().put(i, i);
            b.data().put(i, 1);
        }
        a.sum(1, b, 0.5f);
        assertArrayEquals(new float[] {0.5f, 4095.5f, 4096.5f, 9000.5f}, at(a, 0, 4095, 4096, 9000));
        a.data().put(4096, Float.NaN);
        a.sum(0, b, 2);
        assertArrayEquals(new float[] {2, 2, 2, 2}, at(a, 0, 4095, 4096, 9000));
        assertEquals(COUNT, a.count());
        assertThrows(IllegalArgumentException.class, () -> a.sum(1, FloatTensor.zeros(3), 1));
    }

    @Test
    void writesIntoTheTensorThatItsRowsAreOf() {
        FloatTensor window = FloatTensor.zeros(2, COUNT);
        FloatTensor ones = FloatTensor.zeros(1, COUNT);
        ones.data().put(COUNT - 1, 1);
        window.rows(1, 2).sum(0, ones, 3);
        assertArrayEquals(new float[] {0, 0, 3}, at(window, 0, COUNT - 1, 2 * COUNT - 1));
    }

    /** A size and a window that a user may ask for: the residuals of a ControlNet at 2048x2048. */
    @Test
    void saysWhatToDoWhereThereAreMoreElementsThanJavaCanAddress() {
        ModelException e = assertThrows(ModelException.class, () -> FloatTensor.zeros(16, 320, 256, 256));
        assertTrue(e.getMessage().contains("[16, 320, 256, 256] is too large"), e.getMessage());
        assertTrue(e.getMessage().contains("--size"), e.getMessage());
    }

    private static float[] at(FloatTensor tensor, int... indices) {
        float[] values = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            values[i] = tensor.data().get(indices[i]);
        }
        return values;
    }
}
