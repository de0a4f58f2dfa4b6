package restyle.batch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.files.FileIdentity;
import restyle.job.Job;
import restyle.job.check.FileConflicts;
import restyle.media.MediaPath;
import restyle.media.VideoException;

/** Finds clips of a batch that would write what another one reads or writes, whatever name it is called by. */
final class SharedFiles {

    private final FileConflicts read = new FileConflicts();
    private final Map<Path, String> written = new HashMap<>();

    /**
     * Takes note of everything that is read.
     *
     * @param tasks of the whole batch, those that cannot be done included: their inputs are as dear
     * @param clips those that can be done, with their maps and models
     */
    SharedFiles(List<ClipTask> tasks, List<PlannedClip> clips) {
        for (ClipTask task : tasks) {
            String input = task.clip().input();
            try {
                read.reads(
                        "the input of a clip of this run",
                        MediaPath.input(input).files());
            } catch (VideoException e) {
                // What is not there cannot be lost; that it is not is said with the clip.
            }
        }
        clips.forEach(clip -> read.reads(clip.resolved().job()));
    }

    /** Takes note of what a clip writes, unless that is another clip's; says what is wrong then. */
    Optional<String> problem(PlannedClip planned) {
        Job job = planned.resolved().job();
        Optional<String> overwritten = FileConflicts.written(job).stream()
                .map(read::problem)
                .flatMap(Optional::stream)
                .findFirst();
        MediaPath output = MediaPath.output(job.output().path());
        Path main = output.kind() == MediaPath.Kind.SEQUENCE ? output.path().resolve(output.pattern()) : output.path();
        return overwritten
                .or(() -> collision("output", main, job))
                .or(() -> job.output().latents().flatMap(latents -> collision("--save-latents", latents, job)));
    }

    private Optional<String> collision(String what, Path file, Job job) {
        String writer = written.putIfAbsent(FileIdentity.destination(file), job.input());
        return Optional.ofNullable(writer)
                .map(other -> "%s: its %s %s would collide with that of %s; give it another"
                        .formatted(job.input(), what, file, other));
    }
}
