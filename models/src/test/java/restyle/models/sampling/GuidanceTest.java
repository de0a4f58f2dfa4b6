package restyle.models.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidanceTest {

    @Test
    void theLastScaleCountsForAllStepsThatFollow() {
        Guidance guidance = Guidance.parse("7.5, 3,1");
        assertEquals(7.5, guidance.at(0));
        assertEquals(3, guidance.at(1));
        assertEquals(1, guidance.at(31));
        assertTrue(guidance.isOn(0, 32));
        assertFalse(guidance.isOn(2, 32));
        assertEquals("7.5,3.0,1.0", guidance.toString());
    }

    @Test
    void oneScaleCountsForAll() {
        assertEquals(Guidance.of(1.5), Guidance.parse("1.5"));
        assertFalse(Guidance.parse("1").isOn(0, 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "strong", "7.5,", "0.5", "101", "NaN", "7.5,0"})
    void refusesAnythingElse(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Guidance.parse(text))
                .getMessage();
        assertTrue(message.startsWith("expected "), message);
    }
}
