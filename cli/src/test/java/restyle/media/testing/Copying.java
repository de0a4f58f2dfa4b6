package restyle.media.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.VideoWriter;
import restyle.media.read.VideoReaders;
import restyle.media.write.VideoWriters;

/** Reads clips whole, and copies them frame by frame through reader and writer. */
public final class Copying {

    private Copying() {}

    public static List<SourceFrame> frames(Path file, List<String> notices) {
        List<SourceFrame> frames = new ArrayList<>();
        try (VideoReader reader = VideoReaders.open(MediaPath.input(file.toString()), 1, notices::add)) {
            for (Optional<SourceFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }

    public static List<SourceFrame> frames(Path file) {
        return frames(file, new ArrayList<>());
    }

    /** Copies a clip; returns what was noticed. */
    public static List<String> copy(Path from, Path to, OutputFormat format) {
        return copy(from, to, format, 0, Long.MAX_VALUE);
    }

    /** Copies the frames {@code first..last}; returns what was noticed. */
    public static List<String> copy(Path from, Path to, OutputFormat format, long first, long last) {
        List<String> notices = new ArrayList<>();
        try (VideoReader reader = VideoReaders.open(MediaPath.input(from.toString()), 1, notices::add);
                VideoWriter writer =
                        VideoWriters.create(MediaPath.output(to.toString()), reader.info(), format, notices::add)) {
            for (Optional<SourceFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                SourceFrame source = next.get();
                if (source.frame().index() >= first && source.frame().index() <= last) {
                    writer.write(source.frame(), source.ticks(), source.durationTicks());
                }
            }
            writer.commit();
        }
        return notices;
    }
}
