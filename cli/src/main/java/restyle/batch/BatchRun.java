package restyle.batch;

import java.util.ArrayList;
import java.util.List;
import restyle.job.JobException;
import restyle.job.OutputBusyException;
import restyle.pipeline.RunSummary;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;
import restyle.resume.RunState;

/** Restyles the clips of a plan one after the other. What happens to one stops no other, unless the process is told to end. */
public final class BatchRun {

    private final PluginHost plugins;
    private final ExistingOutputs existing;
    private final BatchListener listener;
    private boolean started;

    /** @param plugins where the jobs' preprocessors come from */
    public BatchRun(PluginHost plugins, ExistingOutputs existing, BatchListener listener) {
        this.plugins = plugins;
        this.existing = existing;
        this.listener = listener;
    }

    /** Runs a plan. */
    public BatchOutcome run(BatchPlan plan) {
        List<ClipResult> results = new ArrayList<>(plan.settled());
        started = plan.broken();
        try (NetworkCache cache = new NetworkCache()) {
            int count = plan.clips().size();
            for (int i = 0; i < count; i++) {
                ClipResult result = result(plan.clips().get(i), cache, new ClipProgress.Place(i + 1, count));
                listener.ended(result);
                results.add(result);
            }
        }
        return new BatchOutcome(results, started);
    }

    private ClipResult result(PlannedClip planned, NetworkCache cache, ClipProgress.Place place) {
        ClipPath clip = planned.clip();
        if (Thread.currentThread().isInterrupted()) {
            return ClipResult.interrupted(clip, false);
        } else if (existing.isDone(clip)) {
            return ClipResult.skipped(clip); // another run has made it since this one looked
        }
        try (ClipProgress progress = listener.begin(place)) {
            RunSummary summary = planned.run(plugins, cache, progress);
            started = true;
            return ClipResult.done(clip, summary);
        } catch (OutputBusyException e) {
            return existing.skip()
                    ? ClipResult.busy(
                            clip, "%s is skipped: another run is writing %s".formatted(clip.input(), clip.output()))
                    : ClipResult.failed(clip, e.problems(), false);
        } catch (RuntimeException | Error e) {
            cache.recover(e);
            return unfinished(clip, e);
        }
    }

    private ClipResult unfinished(ClipPath clip, Throwable failure) {
        // Whatever was under way fails in its own way when the process is told to end.
        boolean interrupted = Thread.currentThread().isInterrupted();
        boolean refused = failure instanceof JobException;
        started |= !refused;
        boolean resumable = RunState.isThere(clip.output()) && (interrupted || !refused);
        return interrupted
                ? ClipResult.interrupted(clip, resumable)
                : ClipResult.failed(clip, listener.explain(failure), resumable).because(failure);
    }
}
