package restyle.job.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import restyle.compare.ClipFolder;
import restyle.compare.ClipNetwork;
import restyle.compare.Limit;
import restyle.compare.VideoDistance;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.options.ModelLibrary;

/**
 * Two folders of clips to compare by a network, checked.
 *
 * @param a the one that is measured against
 * @param b the other
 * @param network an I3D, {@code .onnx}
 * @param numbers JSON file to write
 * @param limits what must not be
 */
public record FvdJob(ClipFolder a, ClipFolder b, Path network, Optional<Path> numbers, List<Limit> limits) {

    public FvdJob {
        limits = List.copyOf(limits);
    }

    /**
     * Checks everything but the inside of network and clips.
     *
     * @param network file or name
     * @throws JobException with every problem found
     */
    public static FvdJob resolve(CompareJob.Request request, String network, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<ClipFolder> a = problems.check("", () -> ClipFolder.of(request.a()));
        Optional<ClipFolder> b = problems.check("", () -> ClipFolder.of(request.b()));
        Optional<Path> file = problems.check("--fvd", () -> library.find(network));
        request.report()
                .ifPresent(report -> problems.add("-o %s: --fvd makes no page; leave it out".formatted(report)));
        request.imageEncoder()
                .ifPresent(
                        encoder -> problems.add("--image-encoder cannot be used with --fvd; compare two clips by it"));
        request.numbers()
                .ifPresent(json -> CompareJob.checkFile("--json", json, ".json", request.overwrite(), problems));
        List<Limit> limits = new ArrayList<>();
        request.failIf()
                .forEach(text -> problems.check("--fail-if", () -> Limit.parse(text, List.of(VideoDistance.METRIC)))
                        .ifPresent(limits::add));
        problems.throwIfAny();
        return new FvdJob(a.orElseThrow(), b.orElseThrow(), file.orElseThrow(), request.numbers(), limits);
    }

    /**
     * Measures the distance.
     *
     * @param threads how many may decode and compute
     * @param notices is told of clips that do not count, and what is wrong with others
     * @throws JobException if the network takes something else, a clip cannot be read, or there are too few frames
     */
    public VideoDistance measured(int threads, Consumer<String> notices) {
        Problems problems = new Problems();
        Optional<VideoDistance> distance = problems.check("", () -> {
            try (ClipNetwork opened = ClipNetwork.open(network, threads)) {
                return VideoDistance.of(a, b, opened, threads, notices);
            }
        });
        problems.throwIfAny();
        return distance.orElseThrow();
    }
}
