package restyle.pipeline.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected starts and weights come from a plain reference that knows the whole clip. */
class WindowPlannerTest {

    private static final JsonNode CASES = cases();

    @Test
    void equalsTheReferenceHoweverFramesArrive() {
        assertEquals(40, CASES.size());
        for (JsonNode expected : CASES) {
            List<Integer> starts = new ArrayList<>();
            expected.get("starts").forEach(start -> starts.add(start.asInt()));
            assertEquals(starts, plan(expected).stream().map(Window::start).toList(), expected.toString());
        }
    }

    @Test
    void settlesAFrameExactlyWhenNoLaterWindowHoldsIt() {
        for (JsonNode expected : CASES) {
            List<Window> windows = plan(expected);
            for (int i = 0; i + 1 < windows.size(); i++) {
                assertEquals(windows.get(i + 1).start(), windows.get(i).settled(), expected.toString());
            }
            Window last = windows.get(windows.size() - 1);
            assertEquals(Math.max(expected.get("frames").asInt(), last.length()), last.settled());
        }
    }

    @Test
    void givesAWindowOutAsSoonAsTheNextOneIsCertain() {
        WindowPlanner planner = new WindowPlanner(16, 4);
        assertTrue(planner.arrived(27).isEmpty());
        assertEquals(List.of(new Window(0, 16, 12)), planner.arrived(28));
    }

    @Test
    void fusesWithTheReferenceWeights() {
        for (JsonNode expected : CASES) {
            float[] weights = new float[expected.get("weights").size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) expected.get("weights").get(i).asDouble();
            }
            assertArrayEquals(
                    weights, WindowWeights.weights(expected.get("length").asInt()));
        }
        assertArrayEquals(new float[] {1, 2, 3, 2, 1}, WindowWeights.weights(5));
    }

    @Test
    void refusesAnOverlapThatLeavesNoProgress() {
        var error = assertThrows(IllegalArgumentException.class, () -> new WindowPlanner(16, 16));
        assertEquals("overlap: expected 0..15 (below the context of 16 frames), found 16", error.getMessage());
    }

    private static List<Window> plan(JsonNode expected) {
        WindowPlanner planner = new WindowPlanner(
                expected.get("length").asInt(), expected.get("overlap").asInt());
        int frames = expected.get("frames").asInt();
        List<Window> windows = new ArrayList<>();
        for (int arrived = 1; arrived <= frames; arrived++) {
            windows.addAll(planner.arrived(arrived));
        }
        windows.addAll(planner.ended(frames));
        return windows;
    }

    private static JsonNode cases() {
        try {
            return new ObjectMapper().readTree(WindowPlannerTest.class.getResourceAsStream("windows.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
