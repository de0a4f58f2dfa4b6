package restyle.farm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import restyle.job.Job;
import restyle.pipeline.PartRun;
import restyle.pipeline.Progress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.ClipPart;
import restyle.pipeline.flow.MadeFrame;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Makes segments that follow each other in one scene, in one go, so that the margins between them are computed once. */
public final class SegmentRun implements AutoCloseable {

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
     */
    public static RunSummary make(
            SegmentStore store,
            Job job,
            List<Segment> segments,
            PluginHost plugins,
            NetworkCache cache,
            Progress progress) {
        ClipPlan clip = store.plan().clips().get(segments.get(0).clip());
        ClipPart part = segments.get(0).to(segments.get(segments.size() - 1), clip.clipStart());
        String name = String.format(Locale.ROOT, "segments %s", SegmentNumbers.of(segments));
        try (SegmentRun run = new SegmentRun(store, MachineKind.of(job.compute()), segments)) {
            PartRun making = new PartRun(job, part, name, clip.latents().isPresent());
            return making.make(plugins, cache, progress, run::take);
        }
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
