package restyle.farm;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import restyle.job.Job;
import restyle.pipeline.ClipJoin;
import restyle.pipeline.Progress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Joins finished segments to the outputs that a run on one machine would have written, byte for byte. */
public final class PlanMerge {

    private final Plan plan;
    private final SegmentStore store;
    private final MergedOutputs merged;

    public PlanMerge(Plan plan) {
        this.plan = plan;
        store = new SegmentStore(plan);
        merged = new MergedOutputs(plan);
    }

    /** A segment that cannot be merged, and why: the end of a sentence. */
    public record Obstacle(Segment segment, String problem) {}

    /** Returns whether a clip's output is what was merged of this plan before. */
    public boolean isDone(int clip) {
        return merged.isDone(clip);
    }

    /** Tells whether every segment of the plan has a file, whatever is in it. */
    public boolean hasFiles() {
        return plan.segments().stream().map(store::file).allMatch(Files::exists);
    }

    /** Looks at every segment of a clip; none stands in the way if all are there, whole, and made on one kind of machine. */
    public List<Obstacle> obstacles(int clip) {
        List<Obstacle> obstacles = new ArrayList<>();
        Map<String, List<Segment>> kinds = new TreeMap<>();
        for (Segment segment : plan.segments(clip)) {
            SegmentStore.State state = store.state(segment);
            state.problem().ifPresent(problem -> obstacles.add(new Obstacle(segment, problem)));
            if (state.isWhole()) {
                kinds.computeIfAbsent(state.madeOn(), kind -> new ArrayList<>()).add(segment);
            }
        }
        List<Segment> most = kinds.values().stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElse(List.of());
        kinds.forEach((kind, segments) -> {
            if (segments != most) {
                segments.forEach(segment -> obstacles.add(new Obstacle(
                        segment,
                        "was made on %s, which rounds otherwise than that of the others; make it --again on theirs"
                                .formatted(kind))));
            }
        });
        return obstacles;
    }

    /**
     * Writes the output of a clip; it has its name when this returns.
     *
     * @param clip number of the clip, nothing stands in whose way
     * @param job of the clip, see {@link PlannedJobs}
     */
    public RunSummary merge(int clip, Job job, PluginHost plugins, NetworkCache cache, Progress progress) {
        RunSummary summary;
        try (MadeClip made = new MadeClip(store, plan.segments(clip))) {
            summary = ClipJoin.join(job, made::next, plugins, cache, progress);
        }
        merged.done(clip);
        return summary;
    }
}
