package restyle.resume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read back from a file that a crash left in whatever state. */
@Tag("environment")
class FrameLogTest {

    private static final int FRAMES = 5;
    private static final int LATENTS = 6;
    private static final int BYTES = 24 + LATENTS * 4 + 4;

    @TempDir
    Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeFrames() throws IOException {
        file = folder.resolve("frames");
        try (FrameLog log = new FrameLog(file, "job")) {
            for (int f = 0; f < FRAMES; f++) {
                log.append(f, frame(f));
            }
        }
        whole = Files.readAllBytes(file);
        assertEquals(FRAMES * BYTES, whole.length);
    }

    @Test
    void whereverItWasCutOffTheWholeFramesBeforeAreThere() throws IOException {
        for (int length = 0; length <= whole.length; length++) {
            assertFrames(length / BYTES, Arrays.copyOf(whole, length), "cut off at " + length);
        }
    }

    @Test
    void aTailOfZerosHoldsNoFrame() throws IOException {
        for (int length = 0; length <= whole.length; length++) {
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, length, bytes.length, (byte) 0);
            assertFrames(firstChanged(bytes) / BYTES, bytes, "zeros from " + length);
        }
    }

    @Test
    void whicheverByteIsWrongTheFramesBeforeAreThere() throws IOException {
        for (int i = 0; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= (byte) (1 << i % 8);
            assertFrames(i / BYTES, bytes, "byte " + i);
        }
    }

    @Test
    void framesOfAnotherJobAreNone() throws IOException {
        try (FrameLog log = new FrameLog(file, "another job")) {
            assertNull(log.read(0));
        }
    }

    @Test
    void isWrittenByOneAtATime() throws IOException {
        try (FrameLog log = new FrameLog(file, "job")) {
            assertThrows(IOException.class, () -> new FrameLog(file, "job"));
        }
        new FrameLog(file, "job").close();
    }

    @Test
    void whereThereAreNoLocksTheUserIsTold() throws IOException {
        FrameLog.Locking none = locked -> {
            throw new IOException("No locks available");
        };
        try (FrameLog log = new FrameLog(file, "job", none)) {
            String notice = log.notice().orElseThrow();
            assertTrue(notice.contains("has no locks (No locks available); start no second run"), notice);
            assertArrayEquals(frame(0).latents(), log.read(0).latents());
        }
        try (FrameLog log = new FrameLog(file, "job")) {
            assertEquals(Optional.empty(), log.notice());
        }
    }

    /** Zeros in place of zeros change nothing. */
    private int firstChanged(byte[] bytes) {
        int mismatch = Arrays.mismatch(bytes, whole);
        return mismatch < 0 ? whole.length : mismatch;
    }

    private void assertFrames(int expected, byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        try (FrameLog log = new FrameLog(file, "job")) {
            for (int f = 0; f < expected; f++) {
                assertFrame(frame(f), log.read(f), what);
            }
            assertNull(log.read(expected), what);
            log.truncate(expected);
            assertEquals((long) expected * BYTES, Files.size(file), what);
            log.append(expected, frame(9));
            assertFrame(frame(9), log.read(expected), what);
        }
    }

    private static void assertFrame(StoredFrame expected, StoredFrame read, String what) {
        assertArrayEquals(expected.latents(), read.latents(), what);
        assertEquals(expected.sourceFrame(), read.sourceFrame(), what);
        assertEquals(expected.timestamp(), read.timestamp(), what);
        assertEquals(expected.sceneStart(), read.sceneStart(), what);
    }

    private static StoredFrame frame(int number) {
        float[] latents = new float[LATENTS];
        for (int i = 0; i < LATENTS; i++) {
            latents[i] = number * 10 + i + 0.5f;
        }
        return new StoredFrame(number, number * 40L, number % 2 == 0, latents);
    }
}
