package restyle.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import restyle.batch.ClipPath;
import restyle.cli.report.BatchReport;
import restyle.cli.report.ClipProgress;
import restyle.cli.report.ClipResult;
import restyle.cli.report.ClipResult.Status;
import restyle.cli.report.Console;
import restyle.job.FileHashes;
import restyle.job.JobException;
import restyle.job.PixelSize;
import restyle.job.check.DiskSpace;
import restyle.job.check.ResolvedJob;
import restyle.media.MediaPath;
import restyle.pipeline.RunSummary;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;
import restyle.resume.RunState;

/**
 * Restyles clips one after the other. All are looked at before the first is started; one that cannot be restyled does not stop
 * the rest. Clips of one generation size follow each other, so that networks are loaded once for each size.
 */
final class BatchRun {

    private record Planned(ClipPath clip, ResolvedJob resolved) {}

    private final Console console;
    private final PluginHost plugins;
    private final BatchOptions options;
    private final ProgressOption progress;
    private final ClipWork work;
    private final BatchReport report;
    private boolean started;

    BatchRun(Console console, PluginHost plugins, BatchOptions options, ProgressOption progress, ClipWork work) {
        this.console = console;
        this.plugins = plugins;
        this.options = options;
        this.progress = progress;
        this.work = work;
        this.report = new BatchReport(console);
    }

    /** Prints the jobs that can run, as YAML documents. */
    ExitCode show(List<ClipPath> clips, Function<ClipPath, ResolvedJob> resolver) {
        String separator = "";
        for (Planned planned : planned(clips, resolver)) {
            console.out().print(separator + planned.resolved.toYaml(FileHashes.of(planned.resolved.job())));
            separator = "---\n";
        }
        return report.count(Status.FAILED) == 0 ? ExitCode.DONE : ExitCode.USAGE;
    }

    /** Restyles the clips. */
    ExitCode run(List<ClipPath> clips, Function<ClipPath, ResolvedJob> resolver) {
        List<Planned> planned = planned(clips, resolver);
        DiskSpace.check(planned.stream().map(Planned::resolved).toList());
        runAll(planned);
        Thread.interrupted(); // what is left to do is to be done
        finish(clips.size());
        if (report.count(Status.INTERRUPTED) > 0) {
            return ExitCode.INTERRUPTED;
        } else if (report.count(Status.FAILED) == 0) {
            return ExitCode.DONE;
        } else if (!started && report.count(Status.SKIPPED) == 0) {
            return ExitCode.USAGE;
        }
        return clips.size() == 1 ? ExitCode.FAILED : ExitCode.SOME_FAILED;
    }

    private List<Planned> planned(List<ClipPath> clips, Function<ClipPath, ResolvedJob> resolver) {
        Map<PixelSize, List<Planned>> bySize = new LinkedHashMap<>();
        for (ClipPath clip : clips) {
            if (Thread.currentThread().isInterrupted()) {
                report.add(ClipResult.interrupted(clip));
            } else if (clip.problem().isPresent()) {
                report.add(ClipResult.failed(
                        clip, List.of(clip.input() + ": " + clip.problem().get())));
            } else if (isDone(clip)) {
                RunState.removeRest(clip.output());
                report.add(ClipResult.skipped(clip));
            } else {
                resolve(clip, resolver, bySize);
            }
        }
        return bySize.values().stream().flatMap(List::stream).toList();
    }

    /** Whether a clip is left out; one that was interrupted while it replaced an output is not done. */
    private boolean isDone(ClipPath clip) {
        return MediaPath.output(clip.output()).exists()
                && (options.skipExisting || options.resume && !options.overwrite && !RunState.isThere(clip.output()));
    }

    private void resolve(
            ClipPath clip, Function<ClipPath, ResolvedJob> resolver, Map<PixelSize, List<Planned>> bySize) {
        try {
            ResolvedJob resolved = resolver.apply(clip);
            resolved.warnings().forEach(warning -> report.sayOnce("note: " + warning));
            bySize.computeIfAbsent(resolved.size(), size -> new ArrayList<>()).add(new Planned(clip, resolved));
        } catch (JobException e) {
            // Reading files fails in its own way when the process is told to end.
            boolean interrupted = Thread.currentThread().isInterrupted();
            report.add(interrupted ? ClipResult.interrupted(clip) : ClipResult.failed(clip, e.problems()));
        }
    }

    private void runAll(List<Planned> planned) {
        try (NetworkCache cache = new NetworkCache()) {
            for (int i = 0; i < planned.size(); i++) {
                report.add(runOne(planned.get(i), cache, new ClipProgress.Place(i + 1, planned.size())));
            }
        }
    }

    private ClipResult runOne(Planned planned, NetworkCache cache, ClipProgress.Place place) {
        if (Thread.currentThread().isInterrupted()) {
            return ClipResult.interrupted(planned.clip);
        }
        try (ClipProgress clip = progress.of(console, place)) {
            RunSummary summary = work.run(planned.resolved.job(), plugins, cache, clip);
            started = true;
            return ClipResult.done(planned.clip, summary);
        } catch (RuntimeException e) {
            return unfinished(planned.clip, e);
        }
    }

    private ClipResult unfinished(ClipPath clip, RuntimeException e) {
        // Whatever was under way fails in its own way when the process is told to end.
        boolean interrupted = Thread.currentThread().isInterrupted();
        started |= !(e instanceof JobException);
        if (RunState.isThere(clip.output()) && (interrupted || !(e instanceof JobException))) {
            console.say(clip.output() + " is not done; the frames that are finished are kept for --resume");
        }
        return interrupted ? ClipResult.interrupted(clip) : ClipResult.failed(clip, new Errors(console).explain(e));
    }

    private void finish(int clips) {
        if (clips > 1) {
            report.summarize();
        }
        if (options.report != null) {
            report.write(options.report);
        }
        if (progress.isJson()) {
            report.print();
        }
    }
}
