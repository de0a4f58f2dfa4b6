package restyle.farm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import restyle.batch.ClipProgress;
import restyle.farm.claim.Claims;
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
        Map<Integer, Job> planned =
                planned(runs.stream().map(run -> run.get(0).clip()).distinct().toList(), threads);
        make(runs.iterator(), runs.size(), planned, progress);
    }

    /**
     * Makes segments that nobody else is at, until all are there.
     *
     * @param wanted in order; one that is there is passed over
     * @param waiting is called when nothing is left but what others are at
     * @throws JobException before anything is made, with everything that is not as it was planned
     */
    public void makeClaimed(
            List<Segment> wanted,
            OptionalInt threads,
            Function<ClipProgress.Place, ClipProgress> progress,
            Runnable waiting) {
        Map<Integer, Job> planned =
                planned(wanted.stream().map(Segment::clip).distinct().toList(), threads);
        try (Claims claims = Claims.in(store.plan().folder().resolve("claims"))) {
            make(new ClaimedSegments(store.plan(), wanted, claims, waiting), wanted.size(), planned, progress);
        }
    }

    private Map<Integer, Job> planned(List<Integer> clips, OptionalInt threads) {
        Map<Integer, Job> planned = new HashMap<>();
        Problems problems = new Problems();
        for (int clip : clips) {
            problems.check("", () -> jobs.toMake(store.plan().clips().get(clip), threads))
                    .ifPresent(job -> planned.put(clip, job));
        }
        problems.throwIfAny();
        return planned;
    }

    private void make(
            Iterator<List<Segment>> runs,
            int count,
            Map<Integer, Job> planned,
            Function<ClipProgress.Place, ClipProgress> progress) {
        try (NetworkCache cache = new NetworkCache()) {
            for (int number = 1; runs.hasNext(); number++) {
                List<Segment> run = runs.next();
                try (ClipProgress told = progress.apply(new ClipProgress.Place(number, count))) {
                    SegmentRun.make(store, planned.get(run.get(0).clip()), run, plugins, cache, told);
                }
            }
        }
    }
}
