package restyle.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.job.JobException;
import restyle.job.PixelSize;
import restyle.job.Target;
import restyle.job.check.ClipRequest;
import restyle.job.check.DiskSpace;
import restyle.job.check.JobResolver;
import restyle.job.check.ResolvedJob;
import restyle.job.options.JobOptions;
import restyle.resume.RunState;

/**
 * Looks at every clip of a batch before the first is started. One that cannot be restyled does not stop the rest, whatever is wrong with
 * it. Clips of one generation size follow each other, so that networks are loaded once for each size.
 */
public final class BatchPlanner {

    private final JobResolver resolver;
    private final JobOptions commandLine;
    private final ExistingOutputs existing;
    private final Optional<Integer> preview;
    private final BatchListener listener;
    private final List<ClipResult> settled = new ArrayList<>();
    private boolean broken;

    /**
     * @param commandLine options for every clip, over those of the job file
     * @param preview how many frames of each clip are drawn instead of the whole
     */
    public BatchPlanner(
            JobResolver resolver,
            JobOptions commandLine,
            ExistingOutputs existing,
            Optional<Integer> preview,
            BatchListener listener) {
        this.resolver = resolver;
        this.commandLine = commandLine;
        this.existing = existing;
        this.preview = preview;
        this.listener = listener;
    }

    /** Plans the tasks; the listener is told of those that cannot be done, and of those that are left out. */
    public BatchPlan plan(List<ClipTask> tasks) {
        List<PlannedClip> clips = new ArrayList<>();
        for (ClipTask task : tasks) {
            if (Thread.currentThread().isInterrupted()) {
                settle(ClipResult.interrupted(task.clip(), false));
            } else if (task.clip().problem().isPresent()) {
                fail(task.clip(), List.of(task.clip().problem().get()));
            } else {
                planned(task).ifPresent(clips::add);
            }
        }
        List<PlannedClip> apart = withFilesOfTheirOwn(clips, new SharedFiles(tasks, clips));
        try {
            DiskSpace.check(apart.stream().map(PlannedClip::resolved).toList());
        } catch (JobException e) {
            apart.forEach(clip -> fail(clip.clip(), e.problems()));
            apart = List.of();
        }
        return new BatchPlan(bySize(apart), settled, broken);
    }

    private Optional<PlannedClip> planned(ClipTask task) {
        ClipPath clip = task.clip();
        try {
            if (existing.isDone(clip)) {
                RunState.removeRest(clip.output());
                settle(ClipResult.skipped(clip));
                return Optional.empty();
            }
            Target target =
                    new Target(clip.output(), existing.mayReplace(clip), existing.resume(), task.makesFolders());
            ResolvedJob resolved =
                    resolver.resolve(new ClipRequest(clip.input(), target, commandLine, task.document(), preview));
            resolved.warnings().forEach(listener::note);
            return Optional.of(new PlannedClip(clip, resolved));
        } catch (RuntimeException | Error e) {
            // Reading files fails in its own way when the process is told to end.
            if (Thread.currentThread().isInterrupted()) {
                settle(ClipResult.interrupted(clip, false));
            } else {
                broken |= e instanceof Error;
                settle(ClipResult.failed(clip, listener.explain(e), false).because(e));
            }
            return Optional.empty();
        }
    }

    private List<PlannedClip> withFilesOfTheirOwn(List<PlannedClip> clips, SharedFiles shared) {
        List<PlannedClip> apart = new ArrayList<>();
        for (PlannedClip clip : clips) {
            Optional<String> problem = shared.problem(clip);
            problem.ifPresentOrElse(found -> fail(clip.clip(), List.of(found)), () -> apart.add(clip));
        }
        return apart;
    }

    private static List<PlannedClip> bySize(List<PlannedClip> clips) {
        Map<PixelSize, List<PlannedClip>> bySize = new LinkedHashMap<>();
        for (PlannedClip clip : clips) {
            bySize.computeIfAbsent(clip.resolved().size(), size -> new ArrayList<>())
                    .add(clip);
        }
        return bySize.values().stream().flatMap(List::stream).toList();
    }

    private void fail(ClipPath clip, List<String> problems) {
        settle(ClipResult.failed(clip, problems, false));
    }

    private void settle(ClipResult result) {
        listener.ended(result);
        settled.add(result);
    }
}
