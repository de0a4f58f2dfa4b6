package restyle.pipeline.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.files.FailingDisk;
import restyle.job.PixelSize;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;

/** A cache may cost time, never a run: whatever happens to it, every frame gets its map. */
class MapStoreTest {

    private static final int FRAMES = 20;
    private static final PixelSize SIZE = new PixelSize(8, 8);

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private int made;

    private Path cache;

    @BeforeEach
    void nameFolder() {
        cache = folder.resolve("cache/maps");
    }

    @Test
    void mapsAreMadeOnceAndReadBack() throws IOException {
        run(key(true), FRAMES);
        assertEquals(FRAMES, made);
        run(key(true), FRAMES);
        assertEquals(FRAMES, made);
        assertEquals(List.of(), notices);
    }

    @Test
    void aKeyThatIsKnownOnlyAtTheEndIsLookedUpByTheNextRun() throws IOException {
        run(key(false), FRAMES);
        assertEquals(List.of("k.maps"), files());
        run(key(true), FRAMES);
        assertEquals(FRAMES, made);
    }

    @Test
    void withoutAKeyAtTheEndNothingIsKept() throws IOException {
        run(new KnownKey(Optional.empty(), Optional.empty()), FRAMES);
        assertEquals(List.of(), files());
    }

    @Test
    void aRunThatEndsEarlyKeepsNothing() throws IOException {
        try (MapSource source = store().source(key(true), Made::new)) {
            source.next(List.of(frame(0)));
        }
        assertEquals(List.of(), files());
    }

    @Test
    void damagedFilesAreMadeAgain() throws IOException {
        run(key(true), FRAMES);
        Path file = cache.resolve("k.maps");
        byte[] whole = Files.readAllBytes(file);
        for (int change = 0; change < whole.length; change++) {
            byte[] other = change % 2 == 0 ? Arrays.copyOf(whole, change) : whole.clone();
            if (change % 2 == 1) {
                other[change] ^= 1;
            }
            Files.write(file, other);
            made = 0;
            notices.clear();
            run(key(true), FRAMES);
            assertEquals(FRAMES, made, "byte " + change);
            assertEquals(1, notices.size(), "byte " + change);
            assertTrue(notices.get(0).contains(file + " cannot be used"), notices.get(0));
            assertArrayEquals(whole, Files.readAllBytes(file));
        }
    }

    @Test
    void theMapsThatAreMissingAreMade() throws IOException {
        run(key(true), FRAMES);
        made = 0;
        run(key(true), FRAMES + 5);
        assertEquals(5, made);
        assertTrue(notices.get(0).contains("from frame 20 on (it ends before the clip)"), notices.get(0));
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldOnce() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        run(key(true), FRAMES);
        assertEquals(FRAMES, made);
        assertEquals(1, notices.size());
        assertTrue(notices.get(0).startsWith("the control maps are not kept for other runs: "), notices.get(0));
    }

    @Test
    void whicheverWriteFailsTheRunGoesOn() throws IOException {
        boolean failed = true;
        for (int n = 1; failed; n++) {
            made = 0;
            notices.clear();
            try (FailingDisk disk = FailingDisk.at(n)) {
                run(key(true), FRAMES);
                failed = disk.hasFailed();
            }
            assertEquals(FRAMES, made, "change " + n);
            assertEquals(failed ? 1 : 0, notices.size(), "change " + n + notices);
            assertEquals(failed ? List.of() : List.of("k.maps"), files(), "change " + n);
        }
    }

    private void run(MapKeys.Key key, int frames) {
        try (MapSource source = store().source(key, Made::new)) {
            for (int i = 0; i < frames; i++) {
                assertArrayEquals(
                        map(i).rgb(), source.next(List.of(frame(i))).get(0).rgb(), "map " + i);
            }
            source.finish();
        }
    }

    private MapStore store() {
        return new MapStore(cache, SIZE, notices::add, false);
    }

    private List<String> files() throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (var files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static ClipFrame frame(int index) {
        return new ClipFrame(
                new FramePosition(index, index, index, 1, 0, index == 0), new Frame(index, 1, 1, new byte[3]));
    }

    /** Grey for even frames. */
    private static ControlMap map(int index) {
        byte[] rgb = new byte[SIZE.width() * SIZE.height() * 3];
        Arrays.fill(rgb, (byte) index);
        rgb[0] += (byte) (index % 2);
        return new ControlMap(SIZE.width(), SIZE.height(), rgb);
    }

    private static MapKeys.Key key(boolean known) {
        return new KnownKey(known ? Optional.of("k") : Optional.empty(), Optional.of("k"));
    }

    private record KnownKey(Optional<String> now, Optional<String> atEnd) implements MapKeys.Key {}

    private final class Made implements MapSource {
        @Override
        public String name() {
            return "made";
        }

        @Override
        public List<ControlMap> next(List<ClipFrame> frames) {
            made += frames.size();
            return frames.stream()
                    .map(frame -> map((int) frame.at().sourceFrame()))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
