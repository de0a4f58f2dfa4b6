package restyle.job.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.files.FileFailure;
import restyle.files.FileIdentity;
import restyle.files.FolderTree;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobValues;
import restyle.job.Problems;
import restyle.media.MediaPath;

/**
 * Files that are read and would be overwritten, whatever name they are called by: links, hard links, folders that are links,
 * {@code ..}, other letter case, patterns.
 */
public final class FileConflicts {

    /** What is read, by the identity of each file. */
    private final Map<Object, String> read = new HashMap<>();

    /**
     * Something that is written.
     *
     * @param name as users know it, with its option
     * @param replaced files that it would replace, or change
     */
    public record Written(String name, List<Path> replaced) {}

    /** Checks what a job writes against what it and everything added before reads; each problem names the option. */
    public void check(Job job, Problems problems) {
        reads(job);
        for (Written written : written(job)) {
            problem(written).ifPresent(problems::add);
        }
    }

    /** Adds everything that a job reads. */
    public void reads(Job job) {
        JobValues.of(job).forEach((name, value) -> reads(name, FileHashes.files(value)));
    }

    /**
     * Adds files that are read.
     *
     * @param what they are, for example {@code --job}
     */
    public void reads(String what, List<Path> files) {
        files.forEach(
                file -> FileIdentity.of(file).ifPresent(identity -> read.putIfAbsent(identity, file + ", " + what)));
    }

    /** Says what is wrong with writing something, if it would overwrite anything that is read. */
    public Optional<String> problem(Written written) {
        return written.replaced.stream()
                .flatMap(file -> FileIdentity.of(file).stream())
                .map(read::get)
                .filter(found -> found != null)
                .findFirst()
                .map(found ->
                        "%s: would overwrite a file that is read (%s); name another".formatted(written.name, found));
    }

    /** Lists everything that a job writes beside files that are new in any case. */
    public static List<Written> written(Job job) {
        List<Written> all = new ArrayList<>();
        MediaPath output = MediaPath.output(job.output().path());
        all.add(written("-o " + output, output));
        job.output().latents().ifPresent(file -> all.add(new Written("--save-latents " + file, List.of(file))));
        all.add(new Written("-o " + output, inside(output.beside("restyle"))));
        return all;
    }

    /** Returns what writing a clip would replace. */
    public static Written written(String name, MediaPath output) {
        return new Written(name, output.replaced());
    }

    private static List<Path> inside(Path folder) {
        try {
            return Files.isDirectory(folder) ? FolderTree.files(folder) : List.of();
        } catch (IOException e) {
            throw new FileFailure(folder, "cannot be listed", e);
        }
    }
}
