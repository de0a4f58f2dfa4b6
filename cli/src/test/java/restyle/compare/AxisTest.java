package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void endsAtRoundNumbers() {
        assertEquals(new Axis(0, 10, 2), Axis.around(0, 8.74));
        assertEquals(new Axis(-1, 1, 0.5), Axis.around(-1, 1));
        assertEquals(new Axis(0, 40, 10), Axis.around(0, 39));
    }

    @Test
    void labelsTicksWithTheDecimalsThatTheyNeed() {
        Axis axis = Axis.around(-0.3, 1);

        assertEquals(
                List.of("-0.5", "0.0", "0.5", "1.0"),
                axis.ticks().stream().map(axis::label).toList());
        assertEquals("20", new Axis(0, 40, 20).label(20));
    }
}
