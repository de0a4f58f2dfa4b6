package restyle.farm;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import restyle.job.Job;
import restyle.pipeline.PartRun;
import restyle.pipeline.Progress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.ClipPart;
import restyle.pipeline.flow.MadeFrame;
import restyle.pipeline.flow.SharedMaps;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Makes segments that follow each other in one scene, in one go, so that the margins between them are computed once. */
final class SegmentRun implements AutoCloseable {

    private final SegmentStore store;
    private final String madeOn;
    private final Deque<Segment> left;
    private SegmentWriter writer;

    private SegmentRun(SegmentStore store, String madeOn, List<Segment> segments) {
        this.store = store;
        this.madeOn = madeOn;
        left = new ArrayDeque<>(segments);
    }

    /**
     * Makes the segments; each has its file as soon as its last frame is there.
     *
     * @param job of their clip, see {@link PlannedJobs}
     * @param segments that follow each other
     * @param maps folder in which the control maps of scenes are kept for other machines, if they are
     */
    static RunSummary make(
            SegmentStore store,
            Job job,
            List<Segment> segments,
            Optional<Path> maps,
            PluginHost plugins,
            NetworkCache cache,
            Progress progress) {
        ClipPlan clip = store.plan().clips().get(segments.get(0).clip());
        ClipPart part = segments.get(0).to(segments.get(segments.size() - 1), clip.clipStart());
        String name = String.format(Locale.ROOT, "segments %s", SegmentNumbers.of(segments));
        String madeOn = MachineKind.of(job.compute());
        Optional<SharedMaps> shared = maps.map(folder -> new SharedMaps(folder, madeOn));
        try (SegmentRun run = new SegmentRun(store, madeOn, segments)) {
            PartRun making = new PartRun(job, part, name, clip.latents().isPresent(), shared);
            return making.make(plugins, cache, progress, run::take);
        }
    }

    /**
     * Makes the control maps of the scene that begins with a segment, and nothing else.
     *
     * @param folder in which they are kept
     */
    static void makeMaps(
            Plan plan, Job job, Segment first, Path folder, PluginHost plugins, NetworkCache cache, Progress progress) {
        SharedMaps shared = new SharedMaps(folder, MachineKind.of(job.compute()));
        ClipPart part = first.wholeScene(plan.clips().get(first.clip()).clipStart());
        String name =
                String.format(Locale.ROOT, "maps of scene %d", first.scene().number());
        new PartRun(job, part, name, false, Optional.of(shared)).makeMaps(plugins, cache, progress);
    }

    private void take(MadeFrame frame) {
        Segment segment = left.peek();
        if (writer == null) {
            writer = store.write(segment, madeOn);
        }
        writer.write(frame);
        if (frame.at().position() == segment.end() - 1 && !frame.at().filled()) {
            writer.commit();
            close();
            left.remove();
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
