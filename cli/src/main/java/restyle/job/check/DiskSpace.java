package restyle.job.check;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.files.ExistingFolder;
import restyle.job.JobException;
import restyle.job.PixelSize;
import restyle.job.Problems;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;

/**
 * Whether the results of jobs can fit where they go. The estimate is a low one, so that no job is refused that could have run;
 * a disk that becomes full later fails the job without a trace.
 */
public final class DiskSpace {

    /** Bytes of a stored pixel, at the least that is usual for a painted picture. */
    private static final double VIDEO_BYTES = 0.01;

    private static final double PICTURE_BYTES = 0.25;

    /** Bytes of a generated pixel among the finished frames, which are kept beside the output while a run is on. */
    private static final double STATE_BYTES = 0.25;

    private DiskSpace() {}

    /** @throws JobException naming the disk that is too small */
    public static void check(List<ResolvedJob> jobs) {
        Map<FileStore, Long> needed = new LinkedHashMap<>();
        Map<FileStore, Long> state = new LinkedHashMap<>();
        Map<FileStore, String> example = new LinkedHashMap<>();
        for (ResolvedJob resolved : jobs) {
            String output = resolved.job().output().path();
            store(output).ifPresent(store -> {
                needed.merge(store, bytes(resolved), Long::sum);
                state.merge(store, stateBytes(resolved), Math::max); // one clip at a time
                example.putIfAbsent(store, output);
            });
        }
        Problems problems = new Problems();
        needed.forEach((store, outputs) -> {
            long bytes = outputs + state.get(store);
            long free = usable(store);
            if (bytes > free) {
                problems.add("-o %s: needs about %s, found %s free on %s; make room, or name another folder"
                        .formatted(example.get(store), megabytes(bytes), megabytes(free), store));
            }
        });
        problems.throwIfAny();
    }

    /** Estimates the bytes of the result of a job, at the least; 0 where the source does not say how long it is. */
    static long bytes(ResolvedJob resolved) {
        VideoInfo source = resolved.source();
        boolean video = kind(resolved) == MediaPath.Kind.VIDEO;
        double pixels = (double) source.width() * source.height() * frames(resolved);
        return (long) (pixels * (video ? VIDEO_BYTES : PICTURE_BYTES));
    }

    /** How many frames are written; of a preview only its one picture counts. */
    private static long frames(ResolvedJob resolved) {
        long frames = resolved.job().selection().frames().of(resolved.source().frames());
        return kind(resolved) == MediaPath.Kind.IMAGE ? Math.min(1, frames) : frames;
    }

    private static MediaPath.Kind kind(ResolvedJob resolved) {
        return MediaPath.output(resolved.job().output().path()).kind();
    }

    /** Estimates the bytes of the finished frames of a job while it runs; 0 where the source does not say how long it is. */
    static long stateBytes(ResolvedJob resolved) {
        PixelSize size = resolved.size();
        double diffused = (double) frames(resolved) / resolved.job().selection().every();
        return (long) (STATE_BYTES * size.width() * size.height() * diffused);
    }

    /** The disk that an output goes to; empty where the system does not tell, as in some containers. */
    private static Optional<FileStore> store(String output) {
        Path folder = MediaPath.output(output).path().toAbsolutePath();
        try {
            Optional<Path> there = ExistingFolder.above(folder);
            return there.isPresent() ? Optional.of(Files.getFileStore(there.get())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // an estimate must not refuse what may well run
        }
    }

    private static long usable(FileStore store) {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static String megabytes(long bytes) {
        return (bytes + 500_000) / 1_000_000 + " MB";
    }
}
