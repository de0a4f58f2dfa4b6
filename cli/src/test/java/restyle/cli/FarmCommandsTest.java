package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;
import restyle.plugins.testing.TestPlugin;

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
        write("controlnet", "controlnet_diffusers_tiny");
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
        return plan.resolve("segments").resolve(String.format(Locale.ROOT, "%06d.frames", number));
    }

    /** Every video of a folder keeps its place, as it does without a plan. */
    private Path merged() {
        return plan.resolve("a/clip.mkv");
    }

    @Test
    void aPlanWithTheStarterPackRunsInAnotherInstallation() throws IOException {
        Path here = Path.of(System.getProperty("restyle.home"));
        Path other = folder.resolve("other");
        assertEquals(0, run("plan", input.toString(), "-o", other.toString(), "--size", "source"), console.err());
        String text = Files.readString(other.resolve("plan.yaml"));
        assertFalse(text.contains(here.toString()), text);
        Path elsewhere = Files.createSymbolicLink(folder.resolve("elsewhere"), here);
        TestConsole there = new TestConsole(elsewhere, shared.resolve("data"));
        assertEquals(0, there.run("run", other.toString()), there.err());
        assertEquals(0, run("merge", other.toString()), console.err());
        Files.delete(elsewhere);
    }

    /** Where services run too: nothing of it needs a user's name, a home, or a locale. */
    @Test
    @Tag("environment")
    void mergeNamesWhatIsMissingAndRunMakesItAlone() throws Exception {
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

        Path late = Files.move(segment(1), folder.resolve("late"));
        long began = System.nanoTime();
        assertEquals(3, run("merge", plan.toString(), "--wait", "1"));
        assertTrue(System.nanoTime() - began > 900_000_000L);
        CompletableFuture<Void> seen = CompletableFuture.runAsync(
                () -> move(late, segment(1)), CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
        assertEquals(0, run("merge", plan.toString(), "--wait", "60"), console.err());
        seen.get();
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

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClipThatFailsStopsNoOther() throws IOException {
        Path data = folder.resolve("data");
        TestPlugin.named("picky").preprocessor("picky", """
                        static ControlMap map(Frame frame) {
                            if (frame.width() == 48) {
                                throw new IllegalStateException("no luck with 48");
                            } else if (frame.width() == 40) {
                                throw new OutOfMemoryError("Java heap space");
                            }
                            return new ControlMap(frame.width(), frame.height(), frame.rgb());
                        }
                        """, "map(frame)").folder(data.resolve("plugins"), "picky");
        Path clips = folder.resolve("clips");
        TestVideo.write(clips.resolve("a.mkv"), 48, 32, 12);
        TestVideo.write(clips.resolve("b.mkv"), 40, 32, 2);
        TestVideo.write(clips.resolve("c.mkv"), 32, 32, 2);
        console = new TestConsole(data);
        String control = "picky,net=" + shared.resolve("controlnet.safetensors");
        String[] planned = with("plan", clips.toString(), "-o", plan.toString(), "--overwrite", "--segment", "5");
        assertEquals(0, console.run(and(planned, "--control", control)), console.err());
        assertTrue(console.err().contains("3 clips, 16 frames, segments 0-3"), console.err());

        assertEquals(75, run("run", plan.toString(), "--segments", "2-3"), console.err());
        assertTrue(console.err().contains("b.mkv: nothing more is made of it now"), console.err());
        assertTrue(Files.exists(segment(3)));
        assertEquals(3, run("run", plan.toString(), "--claim"), console.err());
        assertEquals(1, console.err().split("no luck with 48", -1).length - 1, console.err());
        assertTrue(console.err().contains("a.mkv: nothing more is made of it now"), console.err());
        assertEquals(3, run("merge", plan.toString()));
        assertEquals("0-2\n", console.out());
        assertTrue(Files.exists(plan.resolve("c.mkv")));
    }

    private static String[] and(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void messagesCountAllFramesAndQuoteWhatIsToBeTyped() {
        Path odd = folder.resolve("it's a plan");
        String[] planned = with("plan", input.toString(), "-o", odd.toString());
        assertEquals(0, console.run(and(planned, "--every", "4")), console.err());
        assertTrue(console.err().contains("1 clip, 12 frames, 4 of them diffused, segments 0-0"), console.err());
        assertEquals(0, run("submit", odd.toString(), "--to", "slurm"), console.err());
        String quoted = "'" + odd.toString().replace("'", "'\\''");
        assertTrue(console.err().contains("submit it with: sh " + quoted + "/slurm/submit.sh'"), console.err());
        assertEquals(3, run("merge", odd.toString()));
        assertTrue(console.err().contains("restyle run " + quoted + "/plan.yaml' --segments 0"), console.err());
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
