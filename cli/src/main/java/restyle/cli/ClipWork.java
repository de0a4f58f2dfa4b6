package restyle.cli;

import restyle.job.Job;
import restyle.pipeline.Progress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** What a run does with each clip. */
@FunctionalInterface
interface ClipWork {

    RunSummary run(Job job, PluginHost plugins, NetworkCache cache, Progress progress);
}
