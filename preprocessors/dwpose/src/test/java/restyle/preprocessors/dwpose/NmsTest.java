package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NmsTest {

    private record Recorded(double[][] boxes, List<Integer> kept) {

        List<Box> all() {
            List<Box> all = new ArrayList<>();
            for (double[] box : boxes) {
                all.add(new Box(box[0], box[1], box[2], box[3], box[4]));
            }
            return all;
        }
    }

    @Test
    void keepsTheSameOfSixtyBoxes() throws Exception {
        Recorded recorded = new ObjectMapper().readValue(Golden.file("nms.json").toFile(), Recorded.class);
        List<Box> all = recorded.all();
        List<Box> candidates = all.stream().filter(box -> box.score() > 0.1).toList();
        List<Integer> kept = Nms.suppress(candidates).stream().map(all::indexOf).toList();
        assertEquals(recorded.kept(), kept);
    }

    @Test
    void countsEdgesAsPixels() {
        // 10 x 10 pixels each, 5 x 10 shared: 50 of 150.
        assertEquals(1.0 / 3, new Box(0, 0, 9, 9, 1).overlap(new Box(5, 0, 14, 9, 1)), 1e-12);
        assertEquals(0, new Box(0, 0, 9, 9, 1).overlap(new Box(10, 10, 19, 19, 1)));
    }

    @Test
    void suppressedBoxesSuppressNobody() {
        Box best = new Box(0, 0, 99, 99, 0.9);
        Box middle = new Box(30, 0, 129, 99, 0.8);
        Box far = new Box(60, 0, 159, 99, 0.7);
        assertEquals(List.of(best, far), Nms.suppress(List.of(far, middle, best)));
    }
}
