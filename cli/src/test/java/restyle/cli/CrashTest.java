package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed without warning, thirty times: while they start and load, between any two frames, in the middle of a
 * write, while the output gets its name, once or many times in a row.
 */
class CrashTest {

    private static final int FRAMES = 24;

    /** A finished frame on disk: its latents, and seven words that belong to it. */
    private static final long FRAME_BYTES = (4 * 16 * 12 + 7) * 4L;

    /** How often each output is killed before it may be completed. */
    private static final int[] KILLS = {1, 1, 2, 11};

    @TempDir
    Path folder;

    private final Random random = new Random(30);
    private Path clip;
    private byte[] source;
    private TestConsole console;
    private int kills;

    @BeforeEach
    void makeClip() throws IOException {
        clip = TestVideo.write(folder.resolve("clip.mp4"), 64, 48, FRAMES);
        source = Files.readAllBytes(clip);
        console = new TestConsole(folder.resolve("data"));
    }

    @Test
    void afterThirtyKillsOutputsAreThoseOfUndisturbedRuns() throws Exception {
        for (String name : List.of("styled.mp4", "%05d.png")) {
            Path undisturbed = folder.resolve("undisturbed-" + name.length()).resolve(name);
            Files.createDirectories(undisturbed.getParent());
            assertEquals(0, console.run(arguments(undisturbed).toArray(String[]::new)), console.err());
            Map<String, byte[]> expected = files(undisturbed.getParent());
            for (int i = 0; i < KILLS.length; i++) {
                Path output = folder.resolve(name.length() + "-" + i).resolve(name);
                Files.createDirectories(output.getParent());
                killAndComplete(output, KILLS[i], expected);
            }
        }
        assertEquals(30, kills);
        assertArrayEquals(source, Files.readAllBytes(clip));
        assertEquals(Map.of(), files(folder.resolve("tmp")));
    }

    private void killAndComplete(Path output, int times, Map<String, byte[]> expected) throws Exception {
        for (int i = 0; i < times; i++) {
            boolean killed = kill(output, times > 2 && i >= times - 2);
            if (!killed) { // it was quicker than the kill
                assertFiles(expected, output.getParent());
                clear(output.getParent());
                i--;
            }
        }
        List<String> arguments = arguments(output);
        arguments.add("--resume");
        assertEquals(0, console.run(arguments.toArray(String[]::new)), console.err());
        assertFiles(expected, output.getParent());
    }

    /** Starts a run, or goes on, and kills it; false if it came to its end before. */
    private boolean kill(Path output, boolean late) throws Exception {
        Path state = output.resolveSibling("." + output.getFileName() + ".restyle");
        long finished = Files.exists(state.resolve("state.json")) ? size(state.resolve("frames")) / FRAME_BYTES : 0;
        List<String> arguments = arguments(output);
        arguments.addAll(List.of("--resume", "--progress", "json"));
        ChildRun run = ChildRun.start(folder, arguments);
        long wanted = late ? FRAMES : Math.min(FRAMES, finished + random.nextInt(4));
        if (wanted == finished && !late) {
            run.process().waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
        } else {
            run.waitForSize(state.resolve("frames"), wanted * FRAME_BYTES);
            TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
        }
        boolean ended = !run.process().isAlive();
        run.process().destroyForcibly().waitFor();
        Optional<JsonNode> begin = run.event("begin");
        if (begin.isPresent()) {
            assertEquals(finished, begin.get().get("finished").asLong(), "frames that are not made again");
        }
        assertTrue(!ended || run.process().exitValue() == 0, run::said);
        kills += ended ? 0 : 1;
        return !ended;
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private List<String> arguments(Path output) {
        return new ArrayList<>(List.of(
                clip.toString(),
                "-o",
                output.toString(),
                "--size",
                "source",
                "--every",
                "1",
                "--cuts",
                "off",
                "--threads",
                "1",
                "--context",
                "6",
                "--overlap",
                "2"));
    }

    private static void assertFiles(Map<String, byte[]> expected, Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            List<String> names =
                    all.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(List.copyOf(expected.keySet()), names);
        }
        for (String name : expected.keySet()) {
            assertArrayEquals(expected.get(name), Files.readAllBytes(in.resolve(name)), in + " " + name);
        }
    }

    private static void clear(Path in) throws IOException {
        for (String name : files(in).keySet()) {
            Files.delete(in.resolve(name));
        }
    }

    /** Every file below a folder, hidden ones included, by name. */
    private static Map<String, byte[]> files(Path in) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(in)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(in.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
