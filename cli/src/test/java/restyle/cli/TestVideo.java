package restyle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoReader;
import restyle.media.VideoWriter;
import restyle.media.read.VideoReaders;
import restyle.media.write.VideoWriters;

/** A small video file of the moving test pattern. */
final class TestVideo {

    private TestVideo() {}

    static Path write(Path file, int width, int height, int frames) throws IOException {
        Files.createDirectories(file.getParent());
        Path pictures = Files.createTempDirectory(file.getParent(), ".pattern");
        MediaPath pattern = MediaPath.input(new TestPattern(width, height).write(pictures, frames));
        try (VideoReader reader = VideoReaders.open(pattern, 1, notice -> {});
                VideoWriter writer = VideoWriters.create(
                        MediaPath.output(file.toString()), reader.info(), OutputFormat.DEFAULT, notice -> {})) {
            for (Optional<SourceFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                SourceFrame frame = next.get();
                writer.write(frame.frame(), frame.ticks(), frame.durationTicks());
            }
            writer.commit();
        }
        return file;
    }
}
