package restyle.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.job.Job;
import restyle.media.MediaPath;
import restyle.media.VideoException;

/** Finds clips of a batch that would write what another one reads or writes. */
final class SharedFiles {

    private final Map<Path, String> read = new HashMap<>();
    private final Map<Path, String> written = new HashMap<>();

    /** @param tasks of the whole batch, those that cannot be done included: their inputs are as dear */
    SharedFiles(List<ClipTask> tasks) {
        for (ClipTask task : tasks) {
            String input = task.clip().input();
            try {
                MediaPath.input(input).files().forEach(file -> read.putIfAbsent(real(file), input));
            } catch (VideoException e) {
                // What is not there cannot be lost; that it is not is said with the clip.
            }
        }
    }

    /** Takes note of what a clip writes, unless that is another clip's; says what is wrong then. */
    Optional<String> problem(PlannedClip planned) {
        Job job = planned.resolved().job();
        MediaPath output = MediaPath.output(job.output().path());
        Path main = output.kind() == MediaPath.Kind.SEQUENCE ? output.path().resolve(output.pattern()) : output.path();
        Optional<String> problem = problem("-o", main, job);
        if (problem.isEmpty() && job.output().latents().isPresent()) {
            problem = problem("--save-latents", job.output().latents().get(), job);
        }
        return problem;
    }

    private Optional<String> problem(String option, Path file, Job job) {
        Path real = real(file);
        String reader = read.get(real);
        if (reader != null) {
            return Optional.of(
                    "%s %s: is the input of a clip of this run, %s; name another file".formatted(option, file, reader));
        }
        String writer = written.putIfAbsent(real, job.input());
        return Optional.ofNullable(writer)
                .map(other -> "%s: its %s %s would collide with that of %s; give it another"
                        .formatted(job.input(), option.equals("-o") ? "output" : option, file, other));
    }

    /** One name for a file however it is reached, whether or not it is there yet. */
    private static Path real(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        try {
            if (Files.exists(whole)) {
                return whole.toRealPath();
            }
            Path folder = whole.getParent();
            return folder != null && Files.exists(folder) ? folder.toRealPath().resolve(whole.getFileName()) : whole;
        } catch (IOException e) {
            return whole;
        }
    }
}
