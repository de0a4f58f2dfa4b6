package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;
import restyle.models.weights.format.SafetensorsWriter;

/**
 * Whole clips through the command line, against a plain reference computation with diffusers on the same seeded weights: windows,
 * ControlNets with ranges, strength, guidance and padding of short clips.
 */
class GoldenClipsTest {

    private static final int SEED = 1;
    private static final int FRAMES = 40;
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int LATENTS = 4 * (HEIGHT / 8) * (WIDTH / 8);

    @TempDir
    static Path folder;

    private static JsonNode clips;

    @BeforeAll
    static void makeFiles() throws IOException {
        clips = new ObjectMapper().readTree(GoldenClipsTest.class.getResourceAsStream("clips.json"));
        for (String[] file : new String[][] {
            {"checkpoint", "checkpoint_tiny"},
            {"motion", "motion_original_tiny"},
            {"controlnet_a", "controlnet_diffusers_tiny"},
            {"controlnet_b", "controlnet_ldm_tiny"}
        }) {
            SeededFiles.write(
                    folder.resolve(file[0] + ".safetensors"), SeededFiles.manifest(file[1]), SEED, StoredType.F32);
        }
        pictures("source", 0.3);
        pictures("maps_a", 0.25);
        pictures("maps_b", 0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "long", "short", "strength", "guided"})
    void equalsTheReference(String name) throws IOException {
        JsonNode run = clips.get("runs").get(name);
        int frames = run.get("frames").asInt();
        Path latents = folder.resolve(name + ".safetensors");
        Path images = Files.createDirectory(folder.resolve(name));
        TestConsole console = new TestConsole(folder);
        int exit = console.run(arguments(run, name, frames, latents).toArray(String[]::new));
        assertEquals(0, exit, console.err());
        Path golden = resource("clip_" + name + ".safetensors");
        compareLatents(tensor(golden, "latents"), tensor(latents, "latents"));
        compareImages(tensor(golden, "images"), images, frames);
    }

    private static List<String> arguments(JsonNode run, String name, int frames, Path latents) throws IOException {
        List<String> args = new ArrayList<>(List.of(pattern("source"), "-o", pattern(name)));
        args.addAll(List.of("--model", path("checkpoint"), "--motion", path("motion")));
        args.addAll(List.of(
                "-p", clips.get("prompt").asText(), "-n", clips.get("negative").asText()));
        args.addAll(List.of("--frames", "0-" + (frames - 1), "--cuts", "off", "--size", "source"));
        args.addAll(List.of("--steps", run.get("steps").asText(), "--save-latents", latents.toString()));
        args.addAll(List.of("--noise", noise(name, Math.max(frames, 16)), "--threads", "2"));
        for (String option : List.of("strength", "guidance")) {
            if (run.has(option)) {
                args.addAll(List.of("--" + option, run.get(option).asText()));
            }
        }
        for (JsonNode c : run.get("controls")) {
            String net = c.get("net").asText();
            args.add("--control");
            args.add("file,map=%s,net=%s,scale=%s,start=%s,end=%s"
                    .formatted(
                            pattern("maps_" + net),
                            path("controlnet_" + net),
                            c.get("scale").asText(),
                            c.get("start").asText(),
                            c.get("end").asText()));
        }
        return args;
    }

    private static void compareLatents(StoredTensor golden, StoredTensor found) {
        assertEquals(Arrays.toString(golden.shape()), Arrays.toString(found.shape()));
        float[] a = TensorValues.floats(golden);
        float[] b = TensorValues.floats(found);
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs((double) a[i] - b[i]));
        }
        assertTrue(worst <= 2e-3, "latents off by " + worst);
    }

    private static void compareImages(StoredTensor golden, Path images, int frames) throws IOException {
        float[] expected = TensorValues.floats(golden);
        int size = 3 * WIDTH * HEIGHT;
        int far = 0;
        for (int f = 0; f < frames; f++) {
            int[] found = PngFrames.read(images.resolve("%05d.png".formatted(f)));
            for (int i = 0; i < size; i++) {
                far += Math.abs(expected[f * size + i] - found[i]) > 1 ? 1 : 0;
            }
        }
        assertTrue(far <= 0.001 * frames * size, far + " samples are more than one grey level off");
    }

    private static void pictures(String name, double std) throws IOException {
        float[] noise = SeededFiles.noise(name, SEED, std, FRAMES, 3, HEIGHT, WIDTH);
        byte[] planes = new byte[noise.length];
        for (int i = 0; i < noise.length; i++) {
            planes[i] = (byte) (int) Math.rint(Math.max(0, Math.min(1, noise[i] + 0.5f)) * 255);
        }
        Files.createDirectory(folder.resolve(name));
        for (int f = 0; f < FRAMES; f++) {
            PngFrames.write(
                    folder.resolve(name).resolve("%05d.png".formatted(f)),
                    WIDTH,
                    HEIGHT,
                    planes,
                    f * 3 * WIDTH * HEIGHT);
        }
    }

    private static String noise(String name, int rows) {
        float[] noise = SeededFiles.noise("noise", SEED, 1, FRAMES, 4, HEIGHT / 8, WIDTH / 8);
        Path file = folder.resolve("noise_" + name + ".safetensors");
        long[] shape = {rows, 4, HEIGHT / 8, WIDTH / 8};
        try (SafetensorsWriter out =
                SafetensorsWriter.create(file, List.of(new SafetensorsWriter.Slot("noise", StoredType.F32, shape)))) {
            out.write("noise", FloatBuffer.wrap(noise, 0, rows * LATENTS));
            out.commit();
        }
        return file.toString();
    }

    private static StoredTensor tensor(Path file, String name) {
        return Safetensors.read(file).tensors().get(name);
    }

    private static String pattern(String name) {
        return folder.resolve(name).resolve("%05d.png").toString();
    }

    private static String path(String name) {
        return folder.resolve(name + ".safetensors").toString();
    }

    private static Path resource(String name) {
        try {
            return Path.of(GoldenClipsTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
