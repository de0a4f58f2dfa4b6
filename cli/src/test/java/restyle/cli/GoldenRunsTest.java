package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;

/** Whole clips with every sampler through the command line, against diffusers' AnimateDiffPipeline on the same seeded weights. */
class GoldenRunsTest {

    private static final int SEED = 21;
    private static final int FRAMES = 16;
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    /** A start changed by 1e-6 moves the results by up to 5e-4. */
    private static final double TOLERANCE = 2e-3;

    @TempDir
    static Path folder;

    private static Path golden;

    @BeforeAll
    static void makeFiles() throws IOException, URISyntaxException {
        golden = Path.of(GoldenRunsTest.class.getResource("runs.safetensors").toURI());
        write("checkpoint", "checkpoint_tiny");
        write("mm_sd_v15_v2", "motion_original_tiny");
        write("lightning_4step", "motion_original_tiny");
        Files.createDirectory(folder.resolve("out"));
        Files.createDirectory(folder.resolve("source"));
        for (int f = 0; f < FRAMES; f++) {
            PngFrames.write(
                    folder.resolve("source").resolve("%05d.png".formatted(f)),
                    WIDTH,
                    HEIGHT,
                    new byte[3 * WIDTH * HEIGHT],
                    0);
        }
    }

    private static void write(String file, String manifest) {
        SeededFiles.write(folder.resolve(file + ".safetensors"), SeededFiles.manifest(manifest), SEED, StoredType.F32);
    }

    /** The samplers' own names and numbers; for the original module and Lightning, that is what counts where nothing is said. */
    @ParameterizedTest
    @CsvSource({
        "lightning_4, lightning_4step, ''",
        "lightning_4, mm_sd_v15_v2, --sampler euler --spacing trailing --steps 4 --guidance 1",
        "dpm_8_guided, mm_sd_v15_v2, --steps 8",
        "dpm_25, mm_sd_v15_v2, --guidance 1",
        "ddim_6_guided, mm_sd_v15_v2, --sampler ddim --spacing leading --steps 6 --guidance 7.5",
        "lcm_4, mm_sd_v15_v2, --sampler lcm --steps 4 --guidance 1 --step-noise GOLDEN"
    })
    void equalsDiffusers(String run, String motion, String options) {
        float[] expected = tensor(golden, run);
        float[] found =
                restyle(motion, options.replace("GOLDEN", golden.toString()).split(" "));
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs((double) expected[i] - found[i]));
        }
        assertTrue(worst <= TOLERANCE, "latents off by " + worst);
    }

    /** The prompt is the same: what is repeated to fill chunks, mixed, or named for a scene must not change it. */
    @Test
    void promptsThatChangeToThemselvesChangeNothing() throws IOException {
        Path travel = Files.writeString(folder.resolve("travel.txt"), "0: a cat\n9: a dog\n12: a dog");
        Path scene = Files.writeString(folder.resolve("scene.txt"), "9: a mouse\n11: a cow\nscene 1: a dog");
        String[] short1 = {"--steps", "1", "--guidance", "1"};
        float[] dog = restyle("lightning_4step", with(short1, "-p", "a dog"));
        assertArrayEquals(dog, restyle("lightning_4step", with(short1, "-p", "@" + scene)), 1e-4f);
        float[] changing = restyle("lightning_4step", with(short1, "-p", "@" + travel));
        assertTrue(differs(changing, dog), "a prompt that changes is as one that does not");
        float[] negative =
                restyle("lightning_4step", with(short1, "-p", "a dog", "--guidance", "2", "-n", "dog ".repeat(80)));
        assertTrue(differs(negative, dog), "a negative prompt of two chunks has no effect");
    }

    /** Where the prompt alone counts, nothing is left of the negative one. */
    @Test
    void guidanceMayBeOffAtSomeSteps() {
        String[] options = {"--steps", "2", "-p", "a dog", "-n", "a cat"};
        float[] off = restyle("lightning_4step", with(options, "--guidance", "1"));
        assertArrayEquals(off, restyle("lightning_4step", with(options, "--guidance", "1,1")));
        float[] first = restyle("lightning_4step", with(options, "--guidance", "4,1"));
        float[] both = restyle("lightning_4step", with(options, "--guidance", "4"));
        assertTrue(differs(first, off) && differs(first, both));
    }

    private static boolean differs(float[] a, float[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most > 0.01;
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        for (int i = 0; i < more.length; i += 2) {
            int at = all.indexOf(more[i]);
            if (at >= 0) {
                all.subList(at, at + 2).clear();
            }
            all.addAll(List.of(more[i], more[i + 1]));
        }
        return all.toArray(String[]::new);
    }

    private static float[] restyle(String motion, String... options) {
        List<String> args = new ArrayList<>(List.of(
                folder.resolve("source").resolve("%05d.png").toString(),
                "-o",
                folder.resolve("out").resolve("%05d.png").toString(),
                "--overwrite"));
        args.addAll(List.of("--model", path("checkpoint"), "--motion", path(motion)));
        args.addAll(List.of("--cuts", "off", "--size", "source", "--threads", "2", "--save-latents", path("latents")));
        args.addAll(List.of("--noise", golden.toString()));
        Arrays.stream(options).filter(option -> !option.isEmpty()).forEach(args::add);
        if (!args.contains("-p")) {
            args.addAll(List.of("-p", "A girl smiling, Anime style, masterpiece!!"));
        }
        TestConsole console = new TestConsole(folder);
        assertEquals(0, console.run(args.toArray(String[]::new)), console.err());
        return tensor(Path.of(path("latents")), "latents");
    }

    private static float[] tensor(Path file, String name) {
        StoredTensor tensor = Safetensors.read(file).tensors().get(name);
        return TensorValues.floats(tensor);
    }

    private static String path(String name) {
        return folder.resolve(name + ".safetensors").toString();
    }
}
