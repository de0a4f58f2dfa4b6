package restyle.farm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import restyle.pipeline.flow.PlannedScene;

/**
 * Everything that decides what many machines make together.
 *
 * @param file that it stands in
 * @param version of restyle that made it
 * @param threads with which outputs are encoded, because an encoder's bytes may depend on it; frames do not
 * @param clips in order
 * @param segments of all clips, by their numbers
 */
public record Plan(Path file, String version, int threads, List<ClipPlan> clips, List<Segment> segments) {

    public Plan {
        clips = List.copyOf(clips);
        segments = List.copyOf(segments);
    }

    /** Makes a plan whose segments are those of its clips. */
    static Plan of(Path file, String version, int threads, List<ClipPlan> clips) {
        return new Plan(file, version, threads, clips, segments(clips));
    }

    private static List<Segment> segments(List<ClipPlan> clips) {
        List<Segment> all = new ArrayList<>();
        for (int number = 0; number < clips.size(); number++) {
            ClipPlan clip = clips.get(number);
            for (PlannedScene scene : clip.scenes()) {
                SortedSet<Long> borders =
                        new TreeSet<>(new TreeSet<>(clip.cuts()).subSet(scene.first() + 1, scene.end()));
                long first = scene.first();
                borders.add(scene.end());
                for (long end : borders) {
                    all.add(new Segment(all.size(), number, scene, first, end));
                    first = end;
                }
            }
        }
        return all;
    }

    /** Returns the folder that it stands in, with the segments and, where nothing else was asked for, the outputs. */
    public Path folder() {
        return file.toAbsolutePath().normalize().getParent();
    }

    /** Returns how many frames are diffused. */
    public long frames() {
        return clips.stream().mapToLong(ClipPlan::frames).sum();
    }

    /** Returns how many frames are made, those that are filled in included. */
    public long shown() {
        return clips.stream()
                .flatMap(clip -> clip.scenes().stream())
                .mapToLong(PlannedScene::shown)
                .sum();
    }

    /** Lists the segments of a clip. */
    List<Segment> segments(int clip) {
        return segments.stream().filter(segment -> segment.clip() == clip).toList();
    }

    String identity(Segment segment) {
        return clips.get(segment.clip()).identity(segment);
    }
}
