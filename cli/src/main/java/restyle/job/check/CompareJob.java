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
import restyle.job.options.ModelLibrary;
import restyle.media.MediaPath;
import restyle.models.model.ImageEncoderModel;

/**
 * Two clips to compare, checked.
 *
 * @param a the one that is measured against
 * @param b the other
 * @param report HTML file to write
 * @param numbers JSON file to write
 * @param limits what must not be
 * @param imageEncoder weights of a CLIP image encoder
 */
public record CompareJob(
        MediaPath a,
        MediaPath b,
        Path report,
        Optional<Path> numbers,
        List<Limit> limits,
        Optional<Path> imageEncoder) {

    /**
     * What a user asks for.
     *
     * @param report HTML file to write
     * @param numbers JSON file to write
     * @param failIf limits, as they are typed
     * @param imageEncoder file or name of a CLIP image encoder
     * @param overwrite whether existing files may be replaced
     */
    public record Request(
            String a,
            String b,
            Optional<Path> report,
            Optional<Path> numbers,
            List<String> failIf,
            Optional<String> imageEncoder,
            boolean overwrite) {}

    public CompareJob {
        limits = List.copyOf(limits);
    }

    /**
     * Checks everything.
     *
     * @throws JobException with every problem found
     */
    public static CompareJob resolve(Request request, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<MediaPath> pathA = source(request.a, problems);
        Optional<MediaPath> pathB = source(request.b, problems);
        request.report.ifPresentOrElse(
                file -> checkFile("-o", file, ".html", request.overwrite, problems),
                () -> problems.add("-o: the report is missing; name a file, such as -o report.html"));
        request.numbers.ifPresent(file -> checkFile("--json", file, ".json", request.overwrite, problems));
        List<Limit> limits = new ArrayList<>();
        request.failIf.forEach(
                text -> problems.check("--fail-if", () -> Limit.parse(text)).ifPresent(limits::add));
        if (request.imageEncoder.isEmpty()) {
            limits.stream()
                    .filter(Limit::isOfContent)
                    .forEach(limit -> problems.add("--fail-if %s takes --image-encoder FILE".formatted(limit)));
        }
        Optional<Path> encoder =
                request.imageEncoder.flatMap(name -> problems.check("--image-encoder", () -> encoder(name, library)));
        problems.throwIfAny();
        return new CompareJob(
                pathA.orElseThrow(),
                pathB.orElseThrow(),
                request.report.orElseThrow(),
                request.numbers,
                limits,
                encoder);
    }

    private static Path encoder(String name, ModelLibrary library) {
        Path file = library.find(name);
        // Without a projection there is no embedding.
        ImageEncoderModel.open(file).outputShape(false);
        return file;
    }

    private static Optional<MediaPath> source(String text, Problems problems) {
        Optional<MediaPath> path = problems.check("", () -> MediaPath.input(text));
        path.ifPresent(source -> InputOutputChecks.checkSource(source, new JobOptions(), problems));
        return path;
    }

    /** Asks for the ending, so that a clip named by mistake is never replaced. */
    static void checkFile(String option, Path file, String ending, boolean overwrite, Problems problems) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
            InputOutputChecks.checkFile(option, file, new Target(file.toString(), overwrite, false, false), problems);
        } else {
            problems.add("%s %s: expected a name that ends with %s".formatted(option, file, ending));
        }
    }
}
