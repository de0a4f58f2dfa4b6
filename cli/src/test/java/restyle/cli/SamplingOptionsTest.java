package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/** How prompts and samplers are asked for: what counts where nothing is said, what a job file keeps, what is refused. */
class SamplingOptionsTest {

    @TempDir
    Path folder;

    private String clip;
    private String output;
    private TestConsole console;

    @BeforeEach
    void makeClip() throws IOException {
        clip = new TestPattern(32, 32).write(Files.createDirectory(folder.resolve("in")), 2);
        output = folder.resolve("out.mp4").toString();
        console = new TestConsole(folder);
    }

    /** What each kind of motion module was made for. */
    @ParameterizedTest
    @CsvSource({
        "animatediff_lightning_8step_comfyui, motion_original_tiny, euler, trailing, 8, 1.0",
        "mm_sd_v15_v2, motion_original_tiny, dpm++2m, linspace, 25, 7.5",
        "AnimateLCM_sd15_t2v, motion_original_tiny, lcm, , 8, 1.0",
        "mine, motion_original_tiny, euler, trailing, 4, 1.0"
    })
    void theMotionModuleDecidesWhatIsNotSaid(
            String name, String manifest, String sampler, String spacing, int steps, String guidance) {
        dryRun("-p", "a fox", "--model", checkpoint(), "--motion", motion(name, manifest));
        assertTrue(console.out().contains("sampler: " + sampler + "\n"), console.out());
        assertEquals(spacing != null, console.out().contains("spacing: " + spacing + "\n"), console.out());
        assertTrue(console.out().contains("steps: " + steps + "\n"), console.out());
        assertTrue(console.out().contains("guidance: \"" + guidance + "\"\n"), console.out());
        assertEquals(name.equals("mine"), console.err().contains("it is taken for Lightning"), console.err());
    }

    @Test
    void whatDoesNotFitTheMotionModuleIsSaid() {
        String motion = motion("animatediff_lightning_4step", "motion_original_tiny");
        dryRun(
                "-p",
                "a fox",
                "--model",
                checkpoint(),
                "--motion",
                motion,
                "--sampler",
                "ddim",
                "--spacing",
                "leading",
                "--steps",
                "9");
        for (String part : List.of(
                "--sampler ddim does not fit animatediff_lightning_4step.safetensors, which was made for euler",
                "--spacing leading does not fit animatediff_lightning_4step.safetensors, which was distilled on trailing",
                "--steps 9 does not fit animatediff_lightning_4step.safetensors, which was distilled for 4 steps")) {
            assertTrue(console.err().contains(part), console.err());
        }
        dryRun("--style", "neon", "--sampler", "dpm++2m-karras", "--spacing", "leading", "--step-noise", motion);
        assertTrue(console.err().contains("--spacing has no effect with dpm++2m-karras"), console.err());
        assertTrue(console.err().contains("--step-noise has no effect: dpm++2m-karras adds no noise"), console.err());
    }

    @Test
    void aJobFileKeepsSamplersPromptsAndEmbeddings() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models").resolve("embeddings"));
        Path given = embedding(folder.resolve("given.safetensors"));
        Path found = embedding(models.resolve("found.safetensors"));
        embedding(models.resolve("other.safetensors"));
        Path prompt = Files.writeString(
                folder.resolve("travel.txt"), "0: a fox, embedding:found\n1: (snow:1.2)\nscene 2: embedding:given");
        dryRun(
                "-p",
                "@" + prompt,
                "-n",
                "blur",
                "--style",
                "neon",
                "--embedding",
                given.toString(),
                "--sampler",
                "lcm",
                "--guidance",
                "2,1",
                "--weighting",
                "comfy");
        String first = console.out();
        assertTrue(first.contains("1: (snow:1.2)") && first.contains("guidance: \"2.0,1.0\""), first);
        for (Path file : List.of(given, found)) {
            assertTrue(first.contains("- " + file) && first.contains(file + ": "), first);
        }
        assertFalse(first.contains("other"), first);
        Path job = Files.writeString(folder.resolve("job.yaml"), first);
        dryRun("--job", job.toString());
        assertEquals(first, console.out());
        embedding(found, 2);
        assertEquals(2, console.run(clip, "-o", output, "--dry-run", "--job", job.toString()));
        assertTrue(console.err().contains("--job: " + found + " has changed"), console.err());
    }

    @Test
    void theWebUisRulesFindEmbeddingsByTheirBareNames() throws IOException {
        Path found = embedding(Files.createDirectories(folder.resolve("models")).resolve("foxy.safetensors"));
        TensorFiles.write(
                folder.resolve("models/snow.safetensors"),
                Map.of("a.weight", FloatTensor.zeros(2, 2), "b", FloatTensor.zeros(1)));
        dryRun("-p", "a foxy fox in snow", "--style", "neon", "--weighting", "a1111");
        assertTrue(console.out().contains("- " + found), console.out());
        dryRun("-p", "a foxy fox", "--style", "neon");
        assertFalse(console.out().contains("" + found), console.out());
    }

    @Test
    void whatCannotBeIsRefusedAtOnce() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pt"), "<html>");
        Path travel = Files.writeString(folder.resolve("travel.txt"), "0: a\nb");
        assertEquals(
                2,
                console.run(
                        clip,
                        "-o",
                        output,
                        "-p",
                        "@" + travel,
                        "-n",
                        "embedding:nobody",
                        "--sampler",
                        "dpm",
                        "--spacing",
                        "even",
                        "--guidance",
                        "2,3,4",
                        "--steps",
                        "2",
                        "--weighting",
                        "mine",
                        "--step-noise",
                        "no.safetensors"));
        for (String part : List.of(
                "--prompt: the file " + travel + ", line 2: expected 'FRAME: text'",
                "--negative: no embedding is called 'nobody'",
                "--sampler: expected euler or dpm++2m or dpm++2m-karras or ddim or lcm; found 'dpm'",
                "--spacing: expected trailing or leading or linspace; found 'even'",
                "--guidance: has 3 numbers for 2 steps",
                "--weighting: expected comfy or a1111; found 'mine'",
                "--step-noise: 'no.safetensors' is neither a file")) {
            assertTrue(console.err().contains(part), part + " in " + console.err());
        }
        assertEquals(2, console.run(clip, "-o", output, "-p", "embedding:none", "--embedding", none.toString()));
        assertTrue(console.err().contains("none.pt"), console.err());
        assertEquals(2, console.run(clip, "-o", output, "-p", "x", "--sampler", "lcm", "--steps", "51"));
        assertTrue(console.err().contains("--steps: lcm takes up to 50 steps, found 51"), console.err());
    }

    private void dryRun(String... options) {
        List<String> all = new ArrayList<>(List.of(clip, "-o", output, "--dry-run"));
        all.addAll(List.of(options));
        assertEquals(0, console.run(all.toArray(String[]::new)), console.err());
    }

    private String checkpoint() {
        return seeded("checkpoint", "checkpoint_tiny");
    }

    private String motion(String name, String manifest) {
        return seeded(name, manifest);
    }

    private String seeded(String name, String manifest) {
        return SeededFiles.write(
                        folder.resolve(name + ".safetensors"), SeededFiles.manifest(manifest), 1, StoredType.F32)
                .toString();
    }

    private static Path embedding(Path file) {
        return embedding(file, 1);
    }

    private static Path embedding(Path file, int rows) {
        return TensorFiles.write(file, Map.of("emb_params", FloatTensor.zeros(rows, 64)));
    }
}
