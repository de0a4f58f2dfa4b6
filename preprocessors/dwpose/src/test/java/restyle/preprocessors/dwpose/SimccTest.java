package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class SimccTest {

    @Test
    void takesTheFirstOfTheHighestScores() {
        assertEquals(new Simcc(1, 3, 0.5), simcc(new float[] {0, 0.5f, 0.5f}, new float[] {0.1f, -2, 0.2f, 0.75f}));
    }

    @Test
    void seesNothingWhereAnAxisHasNoPositiveScore() {
        assertEquals(new Simcc(-1, -1, 0), simcc(new float[] {0.5f, 0}, new float[] {0, 0}));
        assertEquals(new Simcc(-1, -1, -0.25), simcc(new float[] {-0.5f, -0.25f}, new float[] {1, 0}));
    }

    private static Simcc simcc(float[] x, float[] y) {
        return Simcc.of(FloatBuffer.wrap(x), FloatBuffer.wrap(y));
    }
}
