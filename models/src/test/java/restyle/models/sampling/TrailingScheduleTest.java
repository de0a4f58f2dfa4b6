package restyle.models.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Expected grids were made with diffusers' EulerDiscreteScheduler. */
class TrailingScheduleTest {

    @Test
    void equalsDiffusersOnEveryGoldenGrid() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(TrailingScheduleTest.class.getResourceAsStream("schedules.json"));
        assertEquals(6, cases.size());
        for (JsonNode expected : cases) {
            TrailingSchedule schedule =
                    new TrailingSchedule(expected.get("steps").asInt());
            for (int i = 0; i < schedule.steps(); i++) {
                assertEquals(expected.get("timesteps").get(i).asInt(), schedule.timestep(i));
                assertEquals(expected.get("sigmas").get(i).asDouble(), schedule.sigma(i), 1e-9);
            }
            assertEquals(0, schedule.sigma(schedule.steps()));
        }
    }

    @Test
    void keepsEveryTimestepInRangeWhereFloatArithmeticWouldAddOne() {
        TrailingSchedule schedule = new TrailingSchedule(61);
        assertEquals(61, schedule.steps());
        assertEquals(15, schedule.timestep(60));
    }

    @Test
    void keepsTheLastStepsOfTheSameGridForAStrength() {
        TrailingSchedule four = new TrailingSchedule(4);
        assertEquals(0, four.firstStep(1));
        assertEquals(2, four.firstStep(0.5));
        assertEquals(2, four.firstStep(0.7));
        assertEquals(1, four.firstStep(0.75));
        assertEquals(71, new TrailingSchedule(100).firstStep(0.29));
    }

    @Test
    void refusesAStrengthThatLeavesNoStep() {
        var error = assertThrows(IllegalArgumentException.class, () -> new TrailingSchedule(4).firstStep(0.2));
        assertEquals("strength 0.2 leaves none of 4 steps; the least that runs one is 0.25", error.getMessage());
    }

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
