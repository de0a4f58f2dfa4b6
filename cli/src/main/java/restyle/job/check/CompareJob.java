package restyle.job.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import restyle.compare.Limit;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.Target;
import restyle.job.options.JobOptions;
import restyle.media.MediaPath;

/**
 * Two clips to compare, checked.
 *
 * @param a the one that is measured against
 * @param b the other
 * @param report HTML file to write
 * @param numbers JSON file to write
 * @param limits what must not be
 */
public record CompareJob(MediaPath a, MediaPath b, Path report, Optional<Path> numbers, List<Limit> limits) {

    public CompareJob {
        limits = List.copyOf(limits);
    }

    /**
     * @param overwrite whether existing files may be replaced
     * @throws JobException with every problem found
     */
    public static CompareJob resolve(
            String a, String b, Path report, Optional<Path> numbers, List<String> failIf, boolean overwrite) {
        Problems problems = new Problems();
        Optional<MediaPath> pathA = source(a, problems);
        Optional<MediaPath> pathB = source(b, problems);
        checkFile("-o", report, ".html", overwrite, problems);
        numbers.ifPresent(file -> checkFile("--json", file, ".json", overwrite, problems));
        List<Limit> limits = new ArrayList<>();
        failIf.forEach(
                text -> problems.check("--fail-if", () -> Limit.parse(text)).ifPresent(limits::add));
        problems.throwIfAny();
        return new CompareJob(pathA.orElseThrow(), pathB.orElseThrow(), report, numbers, limits);
    }

    private static Optional<MediaPath> source(String text, Problems problems) {
        Optional<MediaPath> path = problems.check("", () -> MediaPath.input(text));
        path.ifPresent(source -> InputOutputChecks.checkSource(source, new JobOptions(), problems));
        return path;
    }

    /** The ending is asked for so that a clip named by mistake is never replaced. */
    private static void checkFile(String option, Path file, String ending, boolean overwrite, Problems problems) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
            InputOutputChecks.checkFile(option, file, new Target(file.toString(), overwrite, false, false), problems);
        } else {
            problems.add("%s %s: expected a name that ends with %s".formatted(option, file, ending));
        }
    }
}
