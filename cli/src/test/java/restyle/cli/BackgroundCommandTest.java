package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;

/** Whole runs with a matting network for which all that is red is the subject: here the left half. */
class BackgroundCommandTest {

    private static final int FRAMES = 6;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int SIZE = WIDTH * HEIGHT;

    @TempDir
    static Path folder;

    private static Path model;
    private static int[][] generated;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = mattingNetwork(folder.resolve("red.onnx"));
        byte[] planes = new byte[3 * SIZE];
        Files.createDirectory(folder.resolve("source"));
        for (int f = 0; f < FRAMES; f++) {
            Random grain = new Random(f);
            for (int i = 0; i < SIZE; i++) {
                planes[i] = (byte) (isSubject(i) ? 255 : 0);
                planes[SIZE + i] = (byte) (i % WIDTH * 3 + grain.nextInt(8));
                planes[2 * SIZE + i] = (byte) (i / WIDTH * 4 + grain.nextInt(8));
            }
            PngFrames.write(picture("source", f), WIDTH, HEIGHT, planes, 0);
        }
        generated = restyle("generated", 2);
    }

    @Test
    void deflickeringChangesTheSubjectAndNothingBehindIt() throws IOException {
        int[][] steadied = restyle("source", 2);
        int[][] flickering = restyle("source", 0);
        for (int f = 0; f < FRAMES; f++) {
            int[] source = PngFrames.read(picture("source", f));
            assertSubject(generated[f], steadied[f]);
            assertBackground(source, steadied[f]);
            assertBackground(source, flickering[f]);
            assertFalse(Arrays.equals(steadied[f], flickering[f]));
        }
    }

    @Test
    void aColourStandsBehindTheSubject() throws IOException {
        int[] colour = IntStream.range(0, 3 * SIZE)
                .map(i -> new int[] {32, 64, 96}[i / SIZE])
                .toArray();
        int[][] found = restyle("#204060", 2);
        for (int f = 0; f < FRAMES; f++) {
            assertSubject(generated[f], found[f]);
            assertBackground(colour, found[f]);
        }
    }

    /** What is not restyled keeps its pixels, and what is restyled is made to fit it: more than pasted over. */
    @ParameterizedTest
    @ValueSource(strings = {"subject", "background"})
    void onePartIsRestyledAndTheOtherStays(String part) throws IOException {
        int[][] found = restyle("generated", 0, "--restyle", part);
        int[][] pasted = restyle("generated", 0);
        for (int f = 0; f < FRAMES; f++) {
            int[] source = PngFrames.read(picture("source", f));
            assertHalf(part.equals("background"), source, found[f]);
            assertTrue(differs(part.equals("subject"), source, found[f]));
            assertTrue(differs(part.equals("subject"), pasted[f], found[f]));
        }
    }

    @Test
    void restylingTheBackgroundAndReplacingItIsRefused() {
        TestConsole console = new TestConsole(folder);
        String[] args = {
            folder.resolve("source/%05d.png").toString(),
            "-o",
            folder.resolve("no.mp4").toString(),
            "--control",
            "rvm,model=" + model,
            "--background",
            "source",
            "--restyle",
            "background"
        };
        assertEquals(2, console.run(args));
        assertTrue(
                console.err().contains("--restyle background: restyles what --background source would replace"),
                console.err());
        args[args.length - 1] = "foreground";
        assertEquals(2, console.run(args));
        assertTrue(
                console.err().contains("--restyle: expected all, subject or background, found 'foreground'"),
                console.err());
    }

    private static int[][] restyle(String background, int deflicker, String... more) throws IOException {
        String name = background + "-" + deflicker + String.join("", more);
        TestConsole console = new TestConsole(folder);
        List<String> args = new ArrayList<>(List.of(
                folder.resolve("source/%05d.png").toString(),
                "-o",
                pattern(name),
                "--size",
                "source",
                "--threads",
                "2",
                "--overwrite"));
        args.addAll(List.of("--control", "tile,net=controlnet_tile", "--control", "rvm,model=" + model));
        args.addAll(List.of("--background", background, "--deflicker", Integer.toString(deflicker)));
        args.addAll(List.of(more));
        int exit = console.run(args.toArray(String[]::new));
        assertEquals(0, exit, console.err());
        int[][] frames = new int[FRAMES][];
        for (int f = 0; f < FRAMES; f++) {
            frames[f] = PngFrames.read(picture(name, f));
        }
        return frames;
    }

    private static String pattern(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name)).resolve("%05d.png").toString();
    }

    private static Path picture(String name, int frame) {
        return folder.resolve(name).resolve("%05d.png".formatted(frame));
    }

    private static boolean isSubject(int i) {
        return i % WIDTH < WIDTH / 2;
    }

    private static void assertSubject(int[] expected, int[] found) {
        assertHalf(true, expected, found);
    }

    private static void assertBackground(int[] expected, int[] found) {
        assertHalf(false, expected, found);
    }

    private static boolean differs(boolean subject, int[] a, int[] b) {
        return IntStream.range(0, 3 * SIZE).filter(i -> isSubject(i) == subject).anyMatch(i -> a[i] != b[i]);
    }

    private static void assertHalf(boolean subject, int[] expected, int[] found) {
        for (int i = 0; i < 3 * SIZE; i++) {
            if (isSubject(i) == subject) {
                assertEquals(expected[i], found[i], "sample " + i);
            }
        }
    }

    /** A file with RobustVideoMatting's interface whose states stay what they are. */
    static Path mattingNetwork(Path file) throws IOException {
        Graph graph = new Graph();
        Tensor source = graph.input("src", DType.FLOAT, 1, 3, -1, -1);
        Tensor ratio = graph.input("downsample_ratio", 1);
        for (int k = 1; k <= 4; k++) {
            Tensor state = graph.input("r" + k + "i", DType.FLOAT, 1, -1, -1, -1);
            graph.output("r" + k + "o", state.mul(1));
        }
        graph.output("pha", source.slice(1, 0, 1).add(ratio.mul(0)));
        graph.output("fgr", source.mul(1));
        return Files.write(file, graph.toModel().bytes());
    }
}
