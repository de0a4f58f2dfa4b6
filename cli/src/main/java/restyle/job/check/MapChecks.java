package restyle.job.check;

import java.util.Optional;
import java.util.OptionalDouble;
import restyle.composite.Background;
import restyle.job.FrameRange;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;

/** Checks the clips that a job reads beside its source: maps must reach as far as the frames that are wanted. */
final class MapChecks {

    private MapChecks() {}

    static void check(Job job, VideoInfo source, Problems problems) {
        for (Job.Control control : job.controls()) {
            control.map()
                    .flatMap(map -> opened("--control " + control.name(), map, job, problems))
                    .ifPresent(maps -> problems.check(
                            "--control " + control.name(),
                            () -> reaching(control.map().get(), maps, job, source)));
        }
        job.backing().ifPresent(backing -> {
            if (backing.background() instanceof Background.Media media) {
                opened("--background", media.path(), job, problems);
            }
        });
    }

    /** Opens a clip and closes it; what the file says of itself. Nothing where its name alone was wrong, which has been said. */
    private static Optional<VideoInfo> opened(String where, String text, Job job, Problems problems) {
        return new Problems()
                .check("", () -> MediaPath.input(text))
                .flatMap(path -> problems.check(where, () -> {
                    FrameRange range = job.selection().frames();
                    try (VideoReader reader =
                            VideoReaders.open(path, job.compute().threads(), notice -> {})) {
                        VideoReaders.checkSizes(path, 0, range.last());
                        return reader.info();
                    }
                }));
    }

    /**
     * Compares what both files say first, which costs nothing. Only where that is too few are frames counted, by decoding them: damaged
     * clips announce frames that cannot be had.
     */
    private static VideoInfo reaching(String path, VideoInfo maps, Job job, VideoInfo source) {
        FrameRange range = job.selection().frames();
        boolean announced = range.last() < Long.MAX_VALUE || source.frames() > 0;
        if (announced
                && maps.frames() > Math.min(range.last(), source.frames() > 0 ? source.frames() - 1 : range.last())) {
            return maps;
        }
        long found = decoded(path, job);
        long last = found > range.last() ? range.last() : Math.min(range.last(), decoded(job.input(), job) - 1);
        if (found <= last - mayBeDropped(job.selection().fps(), source)) {
            throw new IllegalArgumentException(
                    "%s: expected a map for every frame of the source, found %d maps; frames %d to %d have none, leave them out with --frames or make their maps"
                            .formatted(path, found, found, last));
        }
        return maps;
    }

    private static long decoded(String clip, Job job) {
        try (VideoReader reader =
                VideoReaders.open(MediaPath.input(clip), job.compute().threads(), notice -> {})) {
            return reader.skip(Long.MAX_VALUE);
        }
    }

    /** How many frames at the end of a clip may go unused where it is thinned out. */
    private static long mayBeDropped(OptionalDouble fps, VideoInfo source) {
        return fps.isEmpty() ? 0 : (long) Math.ceil(source.frameRate().toDouble() / fps.getAsDouble());
    }
}
