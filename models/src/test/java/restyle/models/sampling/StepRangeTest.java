package restyle.models.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StepRangeTest {

    @Test
    void controlRangesAreProgressOfTheTimestep() {
        StepRange early = new StepRange(0, 0.4);
        assertEquals(true, early.contains(999));
        assertEquals(false, early.contains(499));
        assertEquals(true, new StepRange(0.5, 1).contains(499));
        assertEquals(false, new StepRange(0.5, 1).contains(749));
        assertEquals(true, new StepRange(0, 0).contains(999));
    }
}
