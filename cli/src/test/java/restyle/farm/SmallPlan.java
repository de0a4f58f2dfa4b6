package restyle.farm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import restyle.job.options.OptionLayers;
import restyle.pipeline.flow.PlannedScene;

/** A plan of one clip: two scenes of 4 and 2 frames, the first of which is made in two segments. */
final class SmallPlan {

    private SmallPlan() {}

    static Plan in(Path folder) {
        ClipPlan clip = new ClipPlan(
                folder.resolve("clip.mkv").toString(),
                folder.resolve("styled.mkv").toString(),
                OptionLayers.YAML.createObjectNode().put("prompt", "a cat"),
                new TreeMap<>(Map.of("prompt", "a cat")),
                0,
                List.of(new PlannedScene(0, 0, 4, 4, 0), new PlannedScene(1, 4, 2, 2, 4)),
                List.of(0L, 2L, 4L));
        return Plan.of(folder.resolve(PlanFile.NAME), "0.1.0", 2, List.of(clip));
    }
}
