package restyle.batch;

import restyle.job.check.ResolvedJob;
import restyle.pipeline.Pipeline;
import restyle.pipeline.Preview;
import restyle.pipeline.Progress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/**
 * A clip that can be restyled.
 *
 * @param clip by name
 * @param resolved what to do with it
 */
public record PlannedClip(ClipPath clip, ResolvedJob resolved) {

    /** Restyles it, or draws a preview of it where that is asked for. */
    RunSummary run(PluginHost plugins, NetworkCache cache, Progress progress) {
        return resolved.preview().isPresent()
                ? Preview.draw(resolved.preview().get(), plugins, cache, progress)
                : Pipeline.restyle(resolved.job(), plugins, cache, progress);
    }
}
