package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** Reference pictures together with everything else: scenes, job files, interruptions, and what cannot be used. */
class ReferenceCommandTest {

    private static final int SEED = 5;
    private static final int FRAMES = 32;
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;
    private static final int SIZE = WIDTH * HEIGHT;

    @TempDir
    static Path folder;

    private static Path models;

    @BeforeAll
    static void makeFiles() throws IOException {
        models = Files.createDirectories(folder.resolve("data/models"));
        write("checkpoint", "checkpoint_tiny");
        write("motion", "motion_original_tiny");
        write("control", "controlnet_diffusers_tiny");
        write("adapter", "t2i_adapter");
        write("my_ip_adapter", "ip_adapter");
        write("image_encoder", "image_encoder");
        Golden.copy("adapters/lora/kohya.safetensors", model("kohya"));
        Random random = new Random(1);
        byte[][] scenes = {samples(random, 90), samples(random, 255)};
        for (String name : List.of("source", "look")) {
            Files.createDirectory(folder.resolve(name));
        }
        for (int f = 0; f < FRAMES; f++) {
            PngFrames.write(picture("source", f), WIDTH, HEIGHT, scenes[f < FRAMES / 2 ? 0 : 1], 0);
        }
        PngFrames.write(folder.resolve("look/2.png"), WIDTH, HEIGHT, samples(random, 200), 0);
        PngFrames.write(folder.resolve("look/10.png"), HEIGHT, WIDTH, samples(random, 60), 0);
    }

    private static byte[] samples(Random random, int bright) {
        byte[] samples = new byte[3 * SIZE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % WIDTH < WIDTH / 2 ? bright : random.nextInt(1 + bright));
        }
        return samples;
    }

    private static void write(String name, String manifest) {
        SeededFiles.write(model(name), SeededFiles.manifest(manifest), SEED, StoredType.F16);
    }

    /** The second picture of the folder is that of the second scene, and each counts for its scene alone. */
    @Test
    void aFolderHasAPictureForEachScene() throws IOException {
        List<String> both =
                clip("both", "--steps", "1", "--cuts", "0.2", "--reference", folder.resolve("look") + ":0.9");
        run(0, both);
        run(0, clip("first", "--steps", "1", "--cuts", "0.2", "--reference", folder.resolve("look/2.png") + ":0.9"));
        run(0, clip("second", "--steps", "1", "--cuts", "0.2", "--reference", folder.resolve("look/10.png") + ":0.9"));
        int last = FRAMES - 1;
        assertEquals(-1, Files.mismatch(picture("both", 0), picture("first", 0)));
        assertEquals(-1, Files.mismatch(picture("both", last), picture("second", last)));
        assertNotEquals(-1, Files.mismatch(picture("first", 0), picture("second", 0)));
        assertNotEquals(-1, Files.mismatch(picture("first", last), picture("second", last)));
        String job = run(0, with(both, "--dry-run", "--overwrite")).out();
        assertTrue(job.contains("- " + folder.resolve("look") + ":0.9"), job);
        assertTrue(job.contains("ip-adapter: " + model("my_ip_adapter")), job);
        assertTrue(job.matches("(?s).*hashes:.*" + folder.resolve("look/10.png") + ": [\"']?[0-9a-f]{64}.*"), job);
        Files.writeString(folder.resolve("job.yaml"), job);
        run(0, List.of("--job", folder.resolve("job.yaml").toString(), "-o", pattern("again")));
        assertEquals(-1, Files.mismatch(picture("both", last), picture("again", last)));
    }

    /** Pictures, a ControlNet, a T2I-Adapter, a LoRA and an upscaler: killed, and gone on with to the same pixels. */
    @Test
    void aRunWithEverythingGoesOnToTheSameBytes() throws Exception {
        List<String> options = List.of(
                "--reference",
                folder.resolve("look") + "",
                "--lora",
                "kohya:0.7",
                "--cuts",
                "0.2",
                "--steps",
                "2",
                "--control",
                "tile,net=control,scale=0.6",
                "--control",
                "tile,net=adapter,scale=0.5",
                "--context",
                "6",
                "--overlap",
                "2",
                "--upscale",
                "animevideo",
                "--output-size",
                "x2");
        run(0, clip("whole", options.toArray(String[]::new)));
        List<String> arguments = clip("killed", options.toArray(String[]::new));
        ChildRun child = ChildRun.start(folder, arguments);
        Path frames = folder.resolve("killed/.%05d.png.restyle/frames");
        child.requireSize(frames, 20 * (4 * SIZE / 64 + 7) * 4L);
        child.process().destroyForcibly().waitFor();
        TestConsole console = run(0, with(arguments, "--resume"));
        assertTrue(console.err().contains("resuming after"), console.err());
        for (int f = 0; f < FRAMES; f++) {
            assertArrayEquals(Files.readAllBytes(picture("whole", f)), Files.readAllBytes(picture("killed", f)));
        }
    }

    @Test
    void filesOfAnotherKindAreCalledByTheirNameAllAtOnce() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "a cat in a hat");
        Path picture = folder.resolve("look/2.png");
        List<String> args = clip("refused", "--ip-adapter", "kohya", "--image-encoder", picture.toString());
        args.addAll(List.of("--reference", model("my_ip_adapter").toString(), "--reference", text + ":0.5"));
        args.addAll(List.of("--reference", picture + ":-1", "--reference", models.toString()));
        args.addAll(
                List.of("--control", "tile,net=image_encoder", "--upscale", "motion", "--vae", "control.safetensors"));
        String[] expected = {
            "--reference: " + model("my_ip_adapter") + " is an IP-Adapter; expected a picture",
            "--reference: " + text,
            "--reference: expected a scale of 0..100 behind the last colon of '" + picture + ":-1'",
            "--reference: " + models + " is a folder without pictures",
            "--ip-adapter: " + model("kohya") + " is a LoRA; expected an IP-Adapter",
            "--image-encoder: " + picture,
            "--control tile: " + model("image_encoder") + " is a CLIP image encoder",
            "--upscale: " + model("motion") + " is an AnimateDiff motion module, version 2; expected an upscaler that",
            "--vae: " + model("control") + " is a ControlNet"
        };
        String said = run(2, args).err();
        for (String message : expected) {
            assertTrue(said.contains(message), message + " is not in\n" + said);
        }
        assertEquals(expected.length, said.lines().count(), said);
    }

    private static List<String> clip(String name, String... options) {
        folder.resolve(name).toFile().mkdir();
        List<String> args = new ArrayList<>(List.of(pattern("source"), "-o", pattern(name)));
        args.addAll(List.of("--model", "checkpoint", "--motion", "motion", "--size", "source"));
        args.addAll(List.of("-p", "a cat", "--guidance", "1", "--sampler", "euler", "--threads", "1"));
        args.addAll(List.of(options));
        return args;
    }

    private static List<String> with(List<String> args, String... more) {
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of(more));
        return all;
    }

    private static TestConsole run(int exit, List<String> args) {
        TestConsole console = new TestConsole(folder.resolve("data"));
        assertEquals(exit, console.run(args.toArray(String[]::new)), console.err());
        return console;
    }

    private static Path picture(String name, int frame) {
        return folder.resolve(name).resolve("%05d.png".formatted(frame));
    }

    private static String pattern(String name) {
        return folder.resolve(name).resolve("%05d.png").toString();
    }

    private static Path model(String name) {
        return models.resolve(name + ".safetensors");
    }
}
