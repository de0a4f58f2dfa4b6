package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** What plan, run and merge do where something is missing, damaged, changed or elsewhere. Tiny networks. */
class FarmCommandsTest {

    @TempDir
    static Path shared;

    private static byte[] whole;

    @TempDir
    Path folder;

    private TestConsole console;
    private Path input;
    private Path plan;

    @BeforeAll
    static void makeNetworks() throws IOException {
        write("checkpoint", "checkpoint_tiny");
        write("lightning", "motion_original_tiny");
        Path clip = TestVideo.write(shared.resolve("in/a/clip.mkv"), 32, 32, 12);
        TestConsole console = new TestConsole(shared.resolve("data"));
        assertEquals(
                0,
                console.run(
                        with(clip.toString(), "-o", shared.resolve("whole.mkv").toString())),
                console.err());
        whole = Files.readAllBytes(shared.resolve("whole.mkv"));
    }

    private static void write(String file, String manifest) {
        SeededFiles.write(shared.resolve(file + ".safetensors"), SeededFiles.manifest(manifest), 3, StoredType.F32);
    }

    /** Names a file as somebody does who stands elsewhere. */
    private static String relative(Path file) {
        return Path.of("").toAbsolutePath().relativize(file).toString();
    }

    private static String[] with(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("-p", "a fox", "--size", "source", "--steps", "1", "--context", "4", "--overlap", "1"));
        all.addAll(List.of("--model", relative(shared.resolve("checkpoint.safetensors")), "--threads", "2"));
        all.addAll(List.of("--motion", shared.resolve("lightning.safetensors").toString()));
        return all.toArray(String[]::new);
    }

    @BeforeEach
    void plan() throws IOException {
        console = new TestConsole(shared.resolve("data"));
        input = folder.resolve("in/a/clip.mkv");
        Files.createDirectories(input.getParent());
        Files.copy(shared.resolve("in/a/clip.mkv"), input);
        plan = folder.resolve("plan");
        assertEquals(
                0,
                console.run(with("plan", relative(folder.resolve("in")), "-o", relative(plan), "--segment", "5")),
                console.err());
        assertFalse(Files.readString(plan.resolve("plan.yaml")).contains(".."));
    }

    private int run(String... arguments) {
        return console.run(arguments);
    }

    private Path segment(int number) {
        return plan.resolve("segments").resolve("%06d.frames".formatted(number));
    }

    /** Every video of a folder keeps its place, as it does without a plan. */
    private Path merged() {
        return plan.resolve("a/clip.mkv");
    }

    @Test
    void mergeNamesWhatIsMissingAndRunMakesItAlone() throws IOException {
        assertEquals(0, run("run", plan.toString(), "--segments", "0"), console.err());
        assertEquals(3, run("merge", plan.toString()));
        assertEquals("1\n", console.out());
        assertTrue(console.err().contains("--segments 1"), console.err());
        assertFalse(Files.exists(merged()));

        FileTime first = Files.getLastModifiedTime(segment(0));
        assertEquals(0, run("run", plan.toString(), "--shard", "1/1"), console.err());
        assertEquals(first, Files.getLastModifiedTime(segment(0)));
        byte[] made = Files.readAllBytes(segment(1));
        byte[] torn = made.clone();
        torn[torn.length / 2] ^= 1;
        Files.write(segment(1), torn);
        assertEquals(3, run("merge", plan.toString()));
        assertTrue(console.err().contains("segment 1 is damaged"), console.err());
        Files.write(segment(1), Files.readAllBytes(segment(0)));
        assertEquals(3, run("merge", plan.toString()));
        assertTrue(console.err().contains("segment 1 belongs to another plan"), console.err());
        assertEquals(0, run("run", plan.toString()), console.err());
        assertArrayEquals(made, Files.readAllBytes(segment(1)));

        assertEquals(0, run("merge", plan.toString()), console.err());
        assertArrayEquals(whole, Files.readAllBytes(merged()));
        assertEquals(0, run("merge", plan.toString()), console.err());
        assertTrue(console.err().contains("merged already"), console.err());
        Files.writeString(merged(), "something else");
        assertEquals(2, run("merge", plan.toString()));
        assertTrue(console.err().contains("already exists; use --overwrite"), console.err());
    }

    @Test
    void aPlanMeansTheSameWhereFoldersAreCalledOtherwise() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("mount"));
        Files.move(folder.resolve("in"), elsewhere.resolve("in"));
        Files.move(plan, elsewhere.resolve("plan"));
        plan = elsewhere.resolve("plan");
        assertEquals(2, run("run", plan.toString()));
        assertTrue(console.err().contains("does not exist"), console.err());
        String map = folder.resolve("in") + "=" + elsewhere.resolve("in");
        assertEquals(0, run("run", plan.toString(), "--path-map", map), console.err());
        assertEquals(0, run("merge", plan.resolve("plan.yaml").toString(), "--path-map", map), console.err());
        assertArrayEquals(whole, Files.readAllBytes(merged()));
    }

    @Test
    void whatHasChangedSinceItWasPlannedIsRefused() throws IOException {
        TestVideo.write(input, 32, 32, 9);
        assertEquals(2, run("run", plan.toString()));
        assertTrue(console.err().contains("input was sha256"), console.err());
        assertEquals(2, console.run(with("plan", input.toString(), "-o", plan.toString())));
        assertTrue(console.err().contains("already has another plan"), console.err());
        for (String[] wrong : new String[][] {
            {"--segments", "0-2", "the plan has the segments 0-1"},
            {"--shard", "3/2", "--shard: expected i/N"},
            {"--shard", "auto", "no variable of an array job is set"}
        }) {
            assertEquals(2, run("run", plan.toString(), wrong[0], wrong[1]));
            assertTrue(console.err().contains(wrong[2]), console.err());
        }
        Files.writeString(plan.resolve("plan.yaml"), "format: restyle-plan\nversion: 7\n");
        assertEquals(2, run("merge", plan.toString()));
        assertTrue(console.err().contains("plan of version 7"), console.err());
    }
}
