package restyle.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.video.testing.TestClip;

class VideoMemoryTest {

    private static final int BYTES_A_FRAME = 3 * 192 * 128;

    @TempDir
    Path folder;

    /** 2000 frames of 72 KiB are 141 MiB; reading, looking for cuts and writing must not keep them. */
    @Test
    void doesNotGrowWithTheClip() {
        TestClip clip = TestClip.clip().size(192, 128).frames(2000, 25, 1).audio("aac", "eng", 80);
        byte[] shapes = clip.movingShapes(3);
        Path file = clip.picture(i -> shapes).write(folder.resolve("long.mp4"));
        long after500 = 0;
        int frames = 0;
        try (VideoReader reader = VideoReader.open(MediaPath.input(file.toString()), 1, notice -> {});
                SceneCuts scenes = new SceneCuts(reader::next, SceneCuts.AUTO);
                VideoWriter writer = VideoWriter.create(
                        MediaPath.output(folder.resolve("out.mp4").toString()),
                        reader.info(),
                        OutputFormat.DEFAULT,
                        notice -> {})) {
            for (Optional<SceneFrame> next = scenes.next(); next.isPresent(); next = scenes.next()) {
                SourceFrame source = next.get().source();
                writer.write(source.frame(), source.ticks(), source.durationTicks());
                if (++frames == 500) {
                    after500 = usedBytes();
                }
            }
            writer.commit();
            long grown = usedBytes() - after500;
            assertTrue(grown < 100 * BYTES_A_FRAME, "grew by " + grown / 1024 + " KiB in 1500 frames");
        }
        assertEquals(2000, frames);
    }

    /** Heap after a collection, and what lies outside it. */
    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        return heap + Pointer.physicalBytes() - runtime.totalMemory();
    }
}
