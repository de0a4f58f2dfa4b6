package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;

/** What can be known before the first frame is said before it, together with all the rest. */
class KnownBeforehandTest {

    private static final String ONE_MORE_PROBLEM = "--steps: expected 1..1000, found 0";

    @TempDir
    Path folder;

    private Path frames;
    private String clip;
    private String output;
    private TestConsole console;

    @BeforeEach
    void makeClip() throws IOException {
        frames = Files.createDirectory(folder.resolve("frames"));
        clip = new TestPattern(64, 48).write(frames, 5);
        output = folder.resolve("out.mp4").toString();
        console = new TestConsole(folder);
    }

    @Test
    void aReportThatCannotBeWritten() throws IOException {
        refuses(
                "--report " + folder.resolve("nowhere/r.json") + ": the folder",
                "--report",
                folder + "/nowhere/r.json");
        refuses("is a directory; name a file in it", "--report", folder.toString());
        Path film = TestVideo.write(folder.resolve("film.mp4"), 32, 32, 2);
        byte[] before = Files.readAllBytes(film);
        refuses("film.mp4: exists and is not a report", "--report", film.toString());
        assertEquals(before.length, Files.size(film));
    }

    @Test
    void aReportInPlaceOfAResult() {
        assertEquals(2, run("--report", folder + "/./out.mp4", "--dry-run"));
        assertTrue(console.err().contains("out.mp4: is where a result of this run goes"), console.err());
        String latents = folder.resolve("latents.json").toString();
        assertEquals(2, run("--save-latents", latents, "--report", latents, "--dry-run"));
        assertTrue(console.err().contains("latents.json: is where a result of this run goes"), console.err());
    }

    @Test
    void aPictureOfAnotherSizeInASequence() throws IOException {
        new TestPattern(64, 50).write(Files.createDirectory(folder.resolve("other")), 1);
        Files.move(folder.resolve("other/00000.png"), frames.resolve("00005.png"));
        refuses("00005.png has 64x50 pixels, the first picture of the sequence has 64x48");
        assertEquals(0, run("--frames", "0-4", "--dry-run"), console.err());
        refuses("00005.png has 64x50 pixels", "--control", "file,net=controlnet_tile,map=" + clip);
    }

    @Test
    void mapsThatAreTooFew() throws IOException {
        Path maps = TestVideo.write(folder.resolve("maps.mp4"), 64, 48, 3);
        Path few = Files.createDirectory(folder.resolve("few"));
        new TestPattern(64, 48).write(few, 3);
        for (String map : List.of(maps.toString(), few + "/%05d.png", few + "/*.png")) {
            String control = "file,net=controlnet_tile,map=" + map;
            refuses("found 3 maps; frames 3 to 4 have none", "--control", control);
            assertEquals(0, run("--control", control, "--frames", "0-2", "--dry-run"), console.err());
            assertEquals(0, run("--control", control, "--fps", "10", "--dry-run"), console.err());
        }
    }

    @Test
    void mapsAndBackgroundsThatCannotBeRead() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no film at all\n".repeat(100));
        refuses("text.mp4 is not a video or image", "--control", "file,net=controlnet_tile,map=" + text);
        refuses("frames is a directory", "--control", "file,net=controlnet_tile,map=" + frames);
    }

    @Test
    void controlsThatTakePartInNoStep() {
        String control = "file,net=controlnet_tile,map=" + clip + ",start=0.6,end=0.7";
        assertEquals(0, run("--control", control, "--steps", "2", "--dry-run"), console.err());
        assertTrue(
                console.err()
                        .contains(
                                "--control file has no effect: its start 0.6 and end 0.7 leave out every step that runs, which are at 0.000, 0.501"),
                console.err());
        assertEquals(0, run("--control", control, "--steps", "4", "--strength", "0.5", "--dry-run"), console.err());
        assertTrue(console.err().contains("leave out every step that runs, which are at 0.501, 0.751"), console.err());
        String rest = control.replace("end=0.7", "end=1");
        assertEquals(0, run("--control", rest, "--steps", "4", "--dry-run"), console.err());
        assertFalse(console.err().contains("--control file has no effect"), console.err());
    }

    @Test
    void noiseThatDoesNotFit() {
        refusesRows("found 3 rows", noise("few", 3, 48, 64));
        refusesRows(
                "expected noise for each frame of a window, 16 with --context, found 5 rows",
                noise("short", 5, 48, 64));
        refusesRows(
                "expected noise for each of 5 frames, found 4 rows",
                noise("less", 4, 48, 64),
                "--context",
                "4",
                "--overlap",
                "1");
        refuses(
                "expected noise of shape [frames, 4, ",
                "--size",
                "source",
                "--noise",
                noise("big", 9, 64, 64).toString());
        assertEquals(
                0,
                run(
                        "--size",
                        "source",
                        "--dry-run",
                        "--every",
                        "1",
                        "--noise",
                        noise("fits", 16, 48, 64).toString()),
                console.err());
    }

    /** @param noise for pictures of the source's size, of which every frame has its own */
    private void refusesRows(String message, Path noise, String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--size", "source", "--every", "1", "--noise-type", "per-frame"));
        options.addAll(List.of("--noise", noise.toString()));
        refuses(message, options.toArray(String[]::new));
    }

    /** Writes noise for pictures of a size; the starter pack has latents of a quarter of it. */
    private Path noise(String name, int rows, int height, int width) {
        Path file = folder.resolve(name + ".safetensors");
        try (SafetensorsWriter writer = SafetensorsWriter.create(
                file, List.of(new Slot("noise", StoredType.F32, rows, 4, height / 4, width / 4)))) {
            writer.write("noise", FloatBuffer.allocate(rows * 4 * height / 4 * width / 4));
            writer.commit();
        }
        return file;
    }

    @Test
    void severalFramesForOnePicture() {
        output = folder.resolve("one.png").toString();
        refuses("is a single image, and the clip has 5 frames");
    }

    /** A pipe can be read once and has no end until its writer goes: looking at a clip would take its first frames away, or wait for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"input", "map", "model", "noise", "vae"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no pipes among files")
    void aPipeWhereAFileIsNeeded(String use) throws IOException, InterruptedException {
        String pipe = folder.resolve("pipe.mp4").toString();
        assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
        String[] arguments = switch (use) {
            case "input" -> new String[] {};
            case "map" -> new String[] {"--control", "file,net=controlnet_tile,map=" + pipe};
            default -> new String[] {"--" + use, pipe};
        };
        if (use.equals("input")) {
            clip = pipe;
        }
        refuses("pipe.mp4 is a pipe or a device", arguments);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such names")
    void aDeviceAsInputOrOutput() {
        String film = clip;
        clip = "/dev/null";
        refuses("/dev/null is a pipe or a device");
        clip = film;
        output = "/dev/null";
        assertEquals(2, run());
        assertTrue(console.err().contains("-o /dev/null: exists and is not a directory"), console.err());
        output = "-";
        assertEquals(2, run());
        assertTrue(console.err().contains("-o -: a clip cannot be written to standard output"), console.err());
        assertFalse(Files.exists(Path.of("-")));
    }

    /** A wrong clip is said beside whatever else is wrong. */
    private void refuses(String message, String... options) {
        List<String> more = new ArrayList<>(List.of(options));
        assertEquals(2, run(more.toArray(String[]::new)), console.err());
        assertTrue(console.err().contains(message), console.err());
        more.addAll(List.of("--steps", "0"));
        assertEquals(2, run(more.toArray(String[]::new)), console.err());
        assertTrue(console.err().contains(message), console.err());
        assertTrue(console.err().contains(ONE_MORE_PROBLEM), console.err());
        assertFalse(Files.exists(Path.of(output)));
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(clip, "-o", output));
        arguments.addAll(List.of(options));
        return console.run(arguments.toArray(String[]::new));
    }
}
