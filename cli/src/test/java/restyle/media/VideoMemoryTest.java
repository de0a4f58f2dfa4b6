package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.read.VideoReaders;
import restyle.media.testing.TestClip;
import restyle.media.write.VideoWriters;
import restyle.vision.SceneCuts;
import restyle.vision.SceneFrame;

class VideoMemoryTest {

    private static final int BYTES_A_FRAME = 3 * 128 * 72;

    @TempDir
    Path folder;

    /** 1200 frames of 27 KiB are 32 MiB; reading, looking for cuts and writing must not keep them. */
    @Test
    void doesNotGrowWithTheClip() {
        TestClip clip = TestClip.clip().size(128, 72).frames(1200, 25, 1).audio("aac", "eng", 48);
        byte[] shapes = clip.movingShapes(3);
        Path file = clip.picture(i -> shapes).write(folder.resolve("long.mp4"));
        List<Long> used = new ArrayList<>();
        int frames = 0;
        try (VideoReader reader = VideoReaders.open(MediaPath.input(file.toString()), 1, notice -> {});
                SceneCuts scenes = new SceneCuts(reader::next, SceneCuts.AUTO);
                VideoWriter writer = VideoWriters.create(
                        MediaPath.output(folder.resolve("out.mp4").toString()),
                        reader.info(),
                        OutputFormat.DEFAULT,
                        notice -> {})) {
            for (Optional<SceneFrame> next = scenes.next(); next.isPresent(); next = scenes.next()) {
                SourceFrame source = next.get().source();
                writer.write(source.frame(), source.ticks(), source.durationTicks());
                if (++frames % 300 == 0) {
                    used.add(usedBytes());
                }
            }
            writer.commit();
            // What is kept makes every step larger; what the system takes back or hands out meanwhile makes one of them
            // so.
            List<Long> steps = IntStream.range(1, 4)
                    .mapToObj(i -> used.get(i) - used.get(i - 1))
                    .sorted()
                    .toList();
            assertTrue(steps.get(1) < 150 * BYTES_A_FRAME, "grew by " + steps + " bytes for each 300 frames");
        }
        assertEquals(1200, frames);
    }

    /** Heap after a collection, and what lies outside it. */
    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        return heap + Pointer.physicalBytes() - runtime.totalMemory();
    }
}
