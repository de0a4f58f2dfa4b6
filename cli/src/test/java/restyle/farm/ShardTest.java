package restyle.farm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.PlannedScene;

class ShardTest {

    /**
     * However machines count, and however long segments are, each segment is somebody's and nobody's twice, and nobody has more than a
     * segment above his part.
     */
    @Test
    void sharesAreEqualAndWhole() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<PlannedScene> scenes = new ArrayList<>();
            long frames = 0;
            for (int scene = 1 + random.nextInt(6); scene > 0; scene--) {
                int length = 1 + random.nextInt(300);
                PlannedScene next = new PlannedScene(scenes.size(), frames, length, length, frames);
                scenes.add(next);
                frames = next.end();
            }
            List<Long> borders = new Segmentation(1 + random.nextInt(12), 1 + random.nextInt(60)).of(scenes);
            ClipPlan clip = new ClipPlan("in", "out", null, new TreeMap<>(), 0, scenes, borders);
            List<Segment> all =
                    Plan.of(Path.of("plan.yaml"), "1", 1, List.of(clip)).segments();
            assertEquals(frames, all.stream().mapToLong(Segment::frames).sum());
            int count = 1 + random.nextInt(9);
            int from = random.nextInt(2);
            List<Segment> shared = new ArrayList<>();
            long longest = all.stream().mapToLong(Segment::frames).max().orElseThrow();
            for (int index = from; index < count + from; index++) {
                List<Segment> share = new Shard(index, count).of(all);
                long own = share.stream().mapToLong(Segment::frames).sum();
                assertTrue(Math.abs(own - (double) frames / count) <= longest, own + " of " + frames + "/" + count);
                shared.addAll(share);
            }
            shared.sort((a, b) -> Integer.compare(a.number(), b.number()));
            assertEquals(all, shared);
        }
    }

    @Test
    void numbersAreReadAsTheyAreWritten() {
        assertEquals(List.of(0, 1, 2, 7), List.copyOf(SegmentNumbers.parse("0-2, 7 7", 8)));
        assertEquals(List.of(3, 4), List.copyOf(SegmentNumbers.parse("3..4", 8)));
        for (String wrong : new String[] {"", "1-", "3-1", "8", "a", "1-9x2"}) {
            assertThrows(IllegalArgumentException.class, () -> SegmentNumbers.parse(wrong, 8), wrong);
        }
        assertTrue(Shard.parse("2/4").equals(new Shard(2, 4)));
        for (String wrong : new String[] {"5/4", "1/0", "x/2", "1"}) {
            assertThrows(IllegalArgumentException.class, () -> Shard.parse(wrong), wrong);
        }
    }

    @Test
    void pathsAreReplacedWhereTheyStandAlone() {
        PathMap map = new PathMap(List.of(PathMap.Entry.parse("/mnt/a/=/net/b")));
        assertEquals("/net/b/x.png", map.of("/mnt/a/x.png"));
        assertEquals("/net/b", map.of("/mnt/a"));
        assertEquals("file,map=/net/b/m.mkv,net=/net/b/n", map.of("file,map=/mnt/a/m.mkv,net=/mnt/a/n"));
        assertEquals("/net/b/lora.safetensors:0.5", map.of("/mnt/a/lora.safetensors:0.5"));
        assertEquals("/mnt/ab/x /other/mnt/a", map.of("/mnt/ab/x /other/mnt/a"));
        PathMap two = new PathMap(List.of(PathMap.Entry.parse("m.mkv=/net/m.mkv"), PathMap.Entry.parse("/net=/x")));
        assertEquals("file,map=/net/m.mkv,net=/x/n", two.of("file,map=m.mkv,net=/net/n"));
        assertThrows(IllegalArgumentException.class, () -> PathMap.Entry.parse("/mnt/a"));
    }
}
