package restyle.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import restyle.video.MediaPath;
import restyle.video.VideoException;
import restyle.video.VideoReader;

/** Checks where a clip comes from and where the result goes, before anything is opened for writing. */
final class Endpoints {

    private Endpoints() {}

    static void check(String input, String output, JobOptions options, boolean overwrite, Problems problems) {
        media(problems, () -> MediaPath.input(input)).ifPresent(source -> checkSource(source, options, problems));
        media(problems, () -> MediaPath.output(output)).ifPresent(target -> checkTarget(target, overwrite, problems));
        if (options.saveLatents != null) {
            checkFile("--save-latents", Path.of(options.saveLatents), overwrite, problems);
        }
    }

    static void checkSource(MediaPath source, JobOptions options, Problems problems) {
        if (source.kind() == MediaPath.Kind.DIRECTORY) {
            problems.add(source + ": is a directory; name a video in it, or a sequence such as "
                    + source.path().resolve("%05d.png"));
            return;
        }
        media(problems, () -> {
            try (VideoReader reader = VideoReader.open(source, 1, notice -> {})) {
                checkFrames(reader, options, problems);
                return reader.info();
            }
        });
    }

    /** A range must lie in the clip; where the file does not say how long it is, its frames are counted. */
    private static void checkFrames(VideoReader reader, JobOptions options, Problems problems) {
        if (options.frames == null) {
            return;
        }
        problems.check("--frames", () -> {
            FrameRange range = FrameRange.parse(options.frames);
            long wanted = range.last() == Long.MAX_VALUE ? range.first() : range.last();
            long frames = reader.info().frames();
            if (frames <= 0) {
                while (frames <= wanted && reader.next().isPresent()) {
                    frames++;
                }
            }
            if (wanted >= frames) {
                throw new IllegalArgumentException(
                        "the clip has the frames 0-%d, found %s".formatted(frames - 1, options.frames));
            }
            return range;
        });
    }

    private static void checkTarget(MediaPath target, boolean overwrite, Problems problems) {
        switch (target.kind()) {
            case DIRECTORY ->
                problems.add(target + ": is a directory; name a file, such as "
                        + target.path().resolve("styled.mp4"));
            case SEQUENCE -> checkFolder("-o", target.path(), problems);
            default -> checkFile("-o", target.path(), overwrite, problems);
        }
    }

    static void checkFile(String option, Path file, boolean overwrite, Problems problems) {
        if (Files.exists(file) && !overwrite) {
            problems.add("%s %s: exists already; give --overwrite to replace it".formatted(option, file));
        }
        checkFolder(option, file, problems);
    }

    private static void checkFolder(String option, Path file, Problems problems) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            problems.add("%s %s: the folder %s does not exist; make it first".formatted(option, file, folder));
        } else if (!Files.isWritable(folder)) {
            problems.add("%s %s: the folder %s may not be written to".formatted(option, file, folder));
        }
    }

    static <T> Optional<T> media(Problems problems, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (VideoException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }
}
