package restyle.batch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import restyle.job.JobException;
import restyle.job.options.JobFile;

/**
 * What a run has to do, in order.
 *
 * @param tasks a clip each
 * @param notes what was passed over while they were looked for, one line each
 */
public record BatchTasks(List<ClipTask> tasks, List<String> notes) {

    public BatchTasks {
        tasks = List.copyOf(tasks);
        notes = List.copyOf(notes);
    }

    /**
     * Pairs the clips that inputs stand for with the documents of a job file. One document serves any clip; of several each serves the
     * clip that it was written for.
     *
     * @param documents none, if there is no job file
     * @throws JobException if the output cannot hold the clips
     */
    public static BatchTasks of(List<String> inputs, String output, List<JobFile> documents) {
        FoundClips found = ClipFinder.find(inputs, output);
        List<String> notes = new ArrayList<>(found.notes());
        List<ClipTask> tasks = new ArrayList<>();
        Set<JobFile> used = new HashSet<>();
        for (ClipPath clip : found.clips()) {
            boolean makesFolders = !clip.output().equals(output);
            if (documents.size() < 2) {
                tasks.add(new ClipTask(clip, documents.isEmpty() ? JobFile.none() : documents.get(0), makesFolders));
            } else {
                ClipTask task = paired(clip, documents, makesFolders);
                used.add(task.document());
                tasks.add(task);
            }
        }
        long unused = documents.size() < 2
                ? 0
                : documents.size() - used.stream().filter(documents::contains).count();
        if (unused > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "--job: %d of its %d documents are for clips that are not among the inputs",
                    unused,
                    documents.size()));
        }
        return new BatchTasks(tasks, notes);
    }

    private static ClipTask paired(ClipPath clip, List<JobFile> documents, boolean makesFolders) {
        List<JobFile> fitting = documents.stream()
                .filter(document -> document.input()
                        .filter(input -> isSame(input, clip.input()))
                        .isPresent())
                .toList();
        if (fitting.size() > 1) {
            fitting = fitting.stream()
                    .filter(document -> document.output()
                            .filter(output -> isSame(output, clip.output()))
                            .isPresent())
                    .toList();
        }
        if (fitting.size() == 1 || clip.problem().isPresent()) {
            return new ClipTask(clip, fitting.isEmpty() ? JobFile.none() : fitting.get(0), makesFolders);
        }
        String problem =
                "%s: expected one document of the job file for it, found %s; leave INPUT and -o out to run them all"
                        .formatted(clip.input(), fitting.isEmpty() ? "none" : fitting.size());
        return new ClipTask(
                new ClipPath(clip.input(), clip.output(), Optional.of(problem)), JobFile.none(), makesFolders);
    }

    private static boolean isSame(String a, String b) {
        try {
            return a.equals(b)
                    || Path.of(a)
                            .toAbsolutePath()
                            .normalize()
                            .equals(Path.of(b).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return false; // a pattern is no path everywhere, and was compared as text
        }
    }

    /**
     * Takes the documents of a job file as they are.
     *
     * @param output replaces their own, if given
     */
    public static BatchTasks of(List<JobFile> documents, Optional<String> output) {
        List<String> notes = new ArrayList<>();
        List<ClipTask> tasks = new ArrayList<>();
        for (JobFile document : documents) {
            FoundClips found = own(document, output);
            notes.addAll(found.notes());
            found.clips().forEach(clip -> tasks.add(new ClipTask(clip, document, true)));
        }
        return new BatchTasks(tasks, notes);
    }

    private static FoundClips own(JobFile document, Optional<String> output) {
        String input = document.input().orElse(document.where());
        String to = output.or(document::output).orElse("");
        try {
            if (document.input().isEmpty() || to.isEmpty()) {
                throw new JobException("--job: %s: says no %s; add it, or give INPUT and -o"
                        .formatted(document.where(), document.input().isEmpty() ? "input" : "output"));
            }
            return ClipFinder.find(List.of(input), to);
        } catch (JobException e) {
            return new FoundClips(List.of(new ClipPath(input, to, Optional.of(e.getMessage()))), List.of());
        }
    }
}
