package restyle.farm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.PlannedScene;

class SegmentationTest {

    private static List<Long> starts(int hop, int target, int... lengths) {
        long[] first = {0};
        return new Segmentation(hop, target)
                .of(IntStream.of(lengths)
                        .mapToObj(length -> {
                            PlannedScene scene = new PlannedScene(0, first[0], length, length, first[0]);
                            first[0] = scene.end();
                            return scene;
                        })
                        .toList());
    }

    @Test
    void segmentsAreRunsOfWholeWindowsNearTheTarget() {
        assertEquals(List.of(0L, 24L, 48L, 72L), starts(12, 25, 96));
        assertEquals(List.of(0L, 36L), starts(12, 31, 72));
        assertEquals(List.of(0L, 12L), starts(12, 1, 24), "no shorter than a window's step");
    }

    @Test
    void whatIsLeftOfASceneIsASegmentIfItIsWorthOne() {
        assertEquals(List.of(0L, 24L), starts(12, 24, 36));
        assertEquals(List.of(0L), starts(12, 24, 35));
        assertEquals(List.of(0L), starts(12, 24, 1));
    }

    @Test
    void scenesBeginTheirOwn() {
        assertEquals(List.of(0L, 5L, 29L, 53L), starts(12, 24, 5, 48, 3));
    }
}
