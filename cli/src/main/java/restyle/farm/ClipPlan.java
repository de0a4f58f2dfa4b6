package restyle.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import restyle.files.ContentDigests;
import restyle.pipeline.flow.PlannedScene;

/**
 * One clip of a plan.
 *
 * @param input video, image, or image sequence
 * @param output where the result goes
 * @param options of the job, complete, as {@code --job} takes them
 * @param identity everything that decides what the frames are, by name; files by their content
 * @param clipStart presentation time of the first frame, in the source's time base
 * @param scenes in order, without gaps
 * @param cuts borders of the segments: positions of their first frames, ascending
 */
public record ClipPlan(
        String input,
        String output,
        ObjectNode options,
        SortedMap<String, String> identity,
        long clipStart,
        List<PlannedScene> scenes,
        List<Long> cuts) {

    private static final String LATENTS = "save-latents";

    public ClipPlan {
        scenes = List.copyOf(scenes);
        cuts = List.copyOf(cuts);
    }

    /** Returns how many frames are diffused. */
    public long frames() {
        return scenes.get(scenes.size() - 1).end();
    }

    /** Returns where the final latents are kept too, if they are. */
    Optional<String> latents() {
        return Optional.ofNullable(options.get(LATENTS)).map(value -> value.asText());
    }

    /** Returns what tells the frames of a segment from those of any other plan. */
    String identity(Segment segment) {
        String decisive = identity.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
        return ContentDigests.ofText(String.join(
                "\n",
                decisive,
                segment.scene().toString(),
                "frames " + segment.first() + " to " + segment.end(),
                "start " + clipStart,
                "latents " + latents().isPresent()));
    }
}
