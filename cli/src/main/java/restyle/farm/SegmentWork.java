package restyle.farm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import restyle.batch.ClipProgress;
import restyle.farm.claim.Claims;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Makes segments of a plan, as few margins as possible twice. */
public final class SegmentWork {

    /** What becomes of the work. */
    public interface Listener {

        /** Begins something; returns what is told how it gets on. */
        ClipProgress begin(ClipProgress.Place place);

        /** Tells that nothing more is made of a clip in this process, because of this; the other clips go on. */
        void failed(ClipPlan clip, Throwable failure);

        /** Tells that nothing is left but what other machines are at. */
        void waiting();
    }

    /** Makes something of segments that follow each other. */
    private interface Making {
        void make(Job job, List<Segment> segments, NetworkCache cache, ClipProgress progress);
    }

    private final SegmentStore store;
    private final PlannedJobs jobs;
    private final PluginHost plugins;
    private final Optional<Path> maps;
    private final OptionalInt threads;
    private final Listener listener;
    private final Set<Integer> failed = new HashSet<>();

    /**
     * @param maps folder in which the control maps of scenes are kept for other machines, if they are
     * @param threads with which to compute; all processors if not given
     */
    public SegmentWork(
            PlannedJobs jobs, PluginHost plugins, Optional<Path> maps, OptionalInt threads, Listener listener) {
        store = new SegmentStore(jobs.plan());
        this.jobs = jobs;
        this.plugins = plugins;
        this.maps = maps;
        this.threads = threads;
        this.listener = listener;
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
     * @throws JobException before anything is made, with everything that is not as it was planned
     */
    public void make(List<List<Segment>> runs) {
        Map<Integer, Job> planned = planned(runs.stream().map(run -> run.get(0)).toList());
        make(runs.iterator(), runs.size(), planned, this::makeSegments);
    }

    /**
     * Makes segments that nobody else is at, until all are there.
     *
     * @param wanted in order; one that is there is passed over
     * @throws JobException before anything is made, with everything that is not as it was planned
     */
    public void makeClaimed(List<Segment> wanted) {
        Map<Integer, Job> planned = planned(wanted);
        try (Claims claims = Claims.in(store.plan().folder().resolve("claims"))) {
            Predicate<Segment> isGivenUp = segment -> failed.contains(segment.clip());
            ClaimedSegments claimed = new ClaimedSegments(store.plan(), wanted, claims, isGivenUp, listener::waiting);
            make(claimed, wanted.size(), planned, this::makeSegments);
        }
    }

    /**
     * Makes the control maps of the scenes that begin with one of some segments, and nothing else, for a folder in which machines keep them
     * for each other. Maps that are quick to make are not kept.
     *
     * @return of how many scenes
     * @throws JobException before anything is made, with everything that is not as it was planned
     */
    public int makeMaps(List<Segment> wanted, Path folder) {
        List<Segment> first = wanted.stream().filter(Segment::beginsScene).toList();
        Map<Integer, Job> planned = planned(first);
        List<List<Segment>> costly = first.stream()
                .filter(segment -> hasCostlyMaps(planned.get(segment.clip())))
                .map(List::of)
                .toList();
        make(
                costly.iterator(),
                costly.size(),
                planned,
                (job, scene, cache, progress) ->
                        SegmentRun.makeMaps(store.plan(), job, scene.get(0), folder, plugins, cache, progress));
        return costly.size();
    }

    private boolean hasCostlyMaps(Job job) {
        return job.controls().stream()
                .anyMatch(control -> control.map().isEmpty()
                        && plugins.preprocessor(control.name()).isCostly());
    }

    private void makeSegments(Job job, List<Segment> segments, NetworkCache cache, ClipProgress progress) {
        SegmentRun.make(store, job, segments, maps, plugins, cache, progress);
    }

    private Map<Integer, Job> planned(List<Segment> segments) {
        Map<Integer, Job> planned = new HashMap<>();
        Problems problems = new Problems();
        for (int clip : segments.stream().map(Segment::clip).distinct().toList()) {
            problems.check("", () -> jobs.toMake(store.plan().clips().get(clip), threads))
                    .ifPresent(job -> planned.put(clip, job));
        }
        problems.throwIfAny();
        return planned;
    }

    /** Makes something of each run, but of a clip that has failed nothing more. */
    private void make(Iterator<List<Segment>> runs, int count, Map<Integer, Job> planned, Making making) {
        try (NetworkCache cache = new NetworkCache()) {
            for (int number = 1; runs.hasNext(); number++) {
                List<Segment> run = runs.next();
                int clip = run.get(0).clip();
                if (failed.contains(clip)) {
                    continue;
                }
                try (ClipProgress told = listener.begin(new ClipProgress.Place(number, count))) {
                    making.make(planned.get(clip), run, cache, told);
                } catch (RuntimeException | Error e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                    cache.recover(e);
                    failed.add(clip);
                    listener.failed(store.plan().clips().get(clip), e);
                }
            }
        }
    }
}
