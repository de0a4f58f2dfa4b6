package restyle.job.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import restyle.files.ExistingFolder;
import restyle.files.FileIdentity;
import restyle.files.LocalPath;
import restyle.job.FrameRange;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.job.Target;
import restyle.job.options.JobOptions;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;
import restyle.media.write.VideoWriters;

/** Checks where a clip comes from and where the result goes, before anything is opened for writing. */
final class InputOutputChecks {

    private InputOutputChecks() {}

    /** Looks at both ends; what the source is, as far as it can be read. */
    static Optional<VideoInfo> check(String input, Target target, JobOptions options, Problems problems) {
        Optional<MediaPath> from = problems.check("", () -> MediaPath.input(input));
        Optional<VideoInfo> info = from.flatMap(source -> checkSource(source, options, problems));
        problems.check("", () -> MediaPath.output(target.path())).ifPresent(to -> {
            if (from.isPresent() && isSame(from.get(), to)) {
                problems.add("-o " + to + ": is the input itself; give another file");
            } else {
                checkTarget(to, target, problems);
            }
        });
        if (options.saveLatents != null) {
            problems.check("--save-latents", () -> LocalPath.of(options.saveLatents))
                    .ifPresent(file -> checkFile("--save-latents", file, target, problems));
        }
        return info;
    }

    /** Tries whether there is an encoder for the output that starts, with the options that are asked for. */
    static void checkEncoder(Job job, VideoInfo source, Problems problems) {
        // What is wrong with the name has been said when the output was looked at.
        new Problems()
                .check("", () -> MediaPath.output(job.output().path()))
                .filter(target -> target.kind() != MediaPath.Kind.DIRECTORY)
                .ifPresent(target -> problems.check("", () -> {
                    VideoWriters.check(target, job.delivery().resized(source), job.format());
                    return target;
                }));
    }

    /** Looks whether a job makes more frames than its output holds; how many remain at fewer per second is not known yet. */
    static void checkFrames(Job job, VideoInfo source, Problems problems) {
        boolean named = new Problems()
                .check("", () -> MediaPath.output(job.output().path()))
                .filter(target -> target.kind() != MediaPath.Kind.DIRECTORY)
                .isPresent();
        if (named && job.selection().fps().isEmpty()) {
            problems.check("", () -> {
                checkFrames(
                        job.input(),
                        job.output().path(),
                        source,
                        job.selection().frames(),
                        problems);
                return job;
            });
        }
    }

    /**
     * Refuses to write more than one frame into a single picture.
     *
     * @param wanted the frames that will be in it
     */
    static void checkFrames(String input, String output, VideoInfo source, FrameRange wanted, Problems problems) {
        MediaPath target = MediaPath.output(output);
        if (!VideoWriters.holdsOneFrame(target, source)) {
            return;
        }
        long all = source.frames() > 0 ? source.frames() : VideoReaders.count(MediaPath.input(input));
        if (wanted.of(all) > 1) {
            problems.add("-o %s: is a single image, and the clip has %d frames; write a sequence such as %s, or a video"
                    .formatted(target, wanted.of(all), target.path().resolveSibling("%05d.png")));
        }
    }

    /** Also where only some pictures of a sequence are, or the input is there by another name. */
    private static boolean isSame(MediaPath from, MediaPath to) {
        if (from.kind() == MediaPath.Kind.DIRECTORY) {
            return FileIdentity.isSame(from.path(), to.path());
        }
        FileConflicts conflicts = new FileConflicts();
        conflicts.reads("", from.files());
        return conflicts.problem(FileConflicts.written("", to)).isPresent();
    }

    static Optional<VideoInfo> checkSource(MediaPath source, JobOptions options, Problems problems) {
        if (source.kind() == MediaPath.Kind.DIRECTORY) {
            problems.add(source + ": is a directory; name a video in it, or a sequence such as "
                    + source.path().resolve("%05d.png"));
            return Optional.empty();
        }
        Optional<VideoInfo> info = problems.check("", () -> {
            try (VideoReader reader = VideoReaders.open(source, 1, notice -> {})) {
                return reader.info();
            }
        });
        if (info.isPresent()) {
            FrameRange range = range(source, options, problems);
            problems.check("", () -> {
                VideoReaders.checkSizes(source, range.first(), range.last());
                return range;
            });
        }
        return info;
    }

    /** What {@code --frames} says, which must lie in the clip. */
    private static FrameRange range(MediaPath source, JobOptions options, Problems problems) {
        if (options.frames == null) {
            return FrameRange.ALL;
        }
        Optional<FrameRange> said = problems.check("--frames", () -> {
            FrameRange range = FrameRange.parse(options.frames);
            long wanted = range.last() == Long.MAX_VALUE ? range.first() : range.last();
            long frames = VideoReaders.count(source);
            if (wanted >= frames) {
                throw new IllegalArgumentException(
                        "the clip has the frames 0-%d, found %s".formatted(frames - 1, options.frames));
            }
            return range;
        });
        return said.orElse(FrameRange.ALL);
    }

    private static void checkTarget(MediaPath path, Target target, Problems problems) {
        switch (path.kind()) {
            case DIRECTORY ->
                problems.add(path + ": is a directory; name a file, such as "
                        + path.path().resolve("styled.mp4"));
            case SEQUENCE -> {
                checkNew("-o", path, target, problems);
                checkFolder("-o", path.toString(), path.path(), target, problems);
            }
            default -> checkFile("-o", path.path(), target, problems);
        }
    }

    static void checkFile(String option, Path file, Target target, Problems problems) {
        if (file.toString().equals("-")) {
            problems.add(option + " -: cannot write to standard output; name a file");
            return;
        }
        checkNew(option, new MediaPath(MediaPath.Kind.VIDEO, file, ""), target, problems);
        checkFolder(option, file.toString(), file.toAbsolutePath().getParent(), target, problems);
    }

    private static void checkNew(String option, MediaPath path, Target target, Problems problems) {
        if (path.exists() && !target.overwrite()) {
            problems.add("%s %s: already exists; use --overwrite to replace it".formatted(option, path));
        }
    }

    private static void checkFolder(String option, String file, Path of, Target target, Problems problems) {
        Path folder = of.toAbsolutePath();
        Optional<Path> there = target.makesFolders() ? ExistingFolder.above(folder) : Optional.of(folder);
        if (there.isEmpty()) {
            problems.add("%s %s: %s does not exist".formatted(option, file, folder.getRoot()));
        } else if (!Files.exists(there.get())) {
            problems.add("%s %s: the folder %s does not exist; make it first".formatted(option, file, there.get()));
        } else if (!Files.isDirectory(there.get())) {
            problems.add("%s %s: %s is a file, not a folder; name another".formatted(option, file, there.get()));
        } else if (!Files.isWritable(there.get())) {
            problems.add("%s %s: no permission to write to the folder %s".formatted(option, file, there.get()));
        }
    }
}
