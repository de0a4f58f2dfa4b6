package restyle.farm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import restyle.batch.ClipProgress;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Makes segments of a plan, as few margins as possible twice. */
public final class SegmentWork {

    private final SegmentStore store;
    private final PlannedJobs jobs;
    private final PluginHost plugins;

    public SegmentWork(Plan plan, PlannedJobs jobs, PluginHost plugins) {
        store = new SegmentStore(plan);
        this.jobs = jobs;
        this.plugins = plugins;
    }

    /**
     * Divides segments into runs that are made in one go.
     *
     * @param wanted in order
     * @param again whether segments are made that are there already
     */
    public List<List<Segment>> runs(List<Segment> wanted, boolean again) {
        store.removeAbandoned();
        List<List<Segment>> runs = new ArrayList<>();
        Segment last = null;
        for (Segment segment : wanted) {
            if (again || !store.state(segment).isWhole()) {
                if (last == null || !last.isBefore(segment)) {
                    runs.add(new ArrayList<>());
                }
                runs.get(runs.size() - 1).add(segment);
                last = segment;
            }
        }
        return runs;
    }

    /**
     * Makes the segments of some runs. Each has its file as soon as it is done, whatever becomes of the others.
     *
     * @param threads with which to compute; all processors if not given
     * @param progress is told how each run gets on
     * @throws JobException before anything is made, with everything that is not as it was planned
     */
    public void make(
            List<List<Segment>> runs, OptionalInt threads, Function<ClipProgress.Place, ClipProgress> progress) {
        Map<Integer, Job> planned = new HashMap<>();
        Problems problems = new Problems();
        for (List<Segment> run : runs) {
            int clip = run.get(0).clip();
            if (!planned.containsKey(clip)) {
                problems.check("", () -> jobs.toMake(store.plan().clips().get(clip), threads))
                        .ifPresent(job -> planned.put(clip, job));
            }
        }
        problems.throwIfAny();
        try (NetworkCache cache = new NetworkCache()) {
            for (int i = 0; i < runs.size(); i++) {
                Job job = planned.get(runs.get(i).get(0).clip());
                try (ClipProgress told = progress.apply(new ClipProgress.Place(i + 1, runs.size()))) {
                    SegmentRun.make(store, job, runs.get(i), plugins, cache, told);
                }
            }
        }
    }
}
