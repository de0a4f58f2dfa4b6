package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/** LoRAs on the command line: a whole clip against the reference, single networks, job files, resuming, and what cannot be used. */
class LoraCommandTest {

    private static final long SEED = 21;
    private static final int FRAMES = 16;
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    @TempDir
    static Path folder;

    private static Path models;
    private static Path golden;
    private static Path all;

    @BeforeAll
    static void makeFiles() throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        write("checkpoint", "checkpoint_tiny");
        write("motion", "motion_original_tiny");
        for (String lora : List.of("lora/kohya", "lora/peft", "motion_lora/motion_lora")) {
            Golden.copy(
                    "adapters/" + lora + ".safetensors",
                    models.resolve(Path.of(lora).getFileName() + ".safetensors"));
        }
        golden = Golden.copy("adapters/lora/expected_kohya+peft.safetensors", folder.resolve("expected.safetensors"));
        all = Golden.copy("golden/other_files.safetensors", folder.resolve("inputs.safetensors"));
        byte[] grey = new byte[3 * WIDTH * HEIGHT];
        Files.createDirectory(folder.resolve("source"));
        for (int f = 0; f < FRAMES; f++) {
            PngFrames.write(folder.resolve("source").resolve("%05d.png".formatted(f)), WIDTH, HEIGHT, grey, 0);
        }
    }

    private static void write(String name, String manifest) {
        SeededFiles.write(model(name), SeededFiles.manifest(manifest), SEED, StoredType.F32);
    }

    @Test
    void changeWholeClips() throws Exception {
        Path expected = Path.of(
                LoraCommandTest.class.getResource("clip_loras.safetensors").toURI());
        Path latents = folder.resolve("latents.safetensors");
        List<String> clip = clip("styled");
        clip.addAll(List.of("--noise", expected.toString(), "--save-latents", latents.toString()));
        TestConsole console = run(0, with(clip, "--lora", "kohya:0.8", "--motion-lora", "motion_lora"));
        Golden.assertClose(
                Golden.open(expected).get("latents"), Golden.open(latents).get("latents"), 2e-3);
        assertTrue(console.err().contains("2 LoRAs: "), console.err());
        Path job = Files.writeString(folder.resolve("job.yaml"), dryRun(clip));
        console = run(0, with(clip("again"), "--job", job.toString(), "--overwrite"));
        assertTrue(console.err().contains("as an earlier run had left them"), console.err());
        assertEquals(-1, Files.mismatch(frame("styled"), frame("again")));
    }

    private String dryRun(List<String> clip) {
        TestConsole console =
                run(0, with(clip, "--lora", "kohya:0.8", "--motion-lora", "motion_lora", "--dry-run", "--overwrite"));
        assertTrue(console.out().contains("- " + model("kohya") + ":0.8"), console.out());
        assertTrue(console.out().contains("- " + model("motion_lora") + ":0.8"), console.out());
        assertTrue(
                console.out().matches("(?s).*hashes:.*" + model("motion_lora") + ": [\"']?[0-9a-f]{64}.*"),
                console.out());
        return console.out();
    }

    @ParameterizedTest
    @CsvSource({"text, context", "unet, unet"})
    void changeSingleNetworks(String network, String output) {
        Golden inputs = Golden.open(all);
        Map<String, HostTensor> in = Map.of(
                "tokens", new LongTensor(inputs.longs("tokens").values(), new long[] {1, 77}),
                "latents", inputs.get("latents"),
                "context", Golden.open(golden).get("context"),
                "timestep", LongTensor.of(499));
        Path out = folder.resolve(network + ".safetensors");
        List<String> args = new ArrayList<>(List.of("models", "run", network, "--weights", model("checkpoint") + ""));
        args.addAll(List.of(
                "--in", TensorFiles.write(folder.resolve("in.safetensors"), in).toString()));
        args.addAll(
                List.of("--out", out.toString(), "--lora", model("kohya") + ":0.6", "--lora", model("peft") + ":-0.4"));
        if (network.equals("unet")) {
            args.addAll(List.of("--motion", model("motion").toString()));
        }
        run(0, args);
        FloatTensor found = Golden.open(out).get(network.equals("text") ? "last" : "out");
        Golden.assertClose(Golden.open(golden).get(output), found, network.equals("text") ? 2e-5 : 1e-4);
    }

    @Test
    void sayWhatCannotBeUsedAllAtOnce() {
        TestConsole console = run(
                2,
                with(
                        clip("refused"),
                        "--lora",
                        "checkpoint",
                        "--lora",
                        "missing:0.5",
                        "--lora",
                        "motion_lora",
                        "--lora",
                        "kohya:1000",
                        "--motion-lora",
                        "kohya"));
        String[] expected = {
            "--lora: expected a scale of -100..100 behind the last colon of 'kohya:1000'",
            "--lora: 'missing' is neither a file nor the name of a model",
            "checkpoint.safetensors is a Stable Diffusion 1.5 checkpoint; expected a LoRA",
            "motion_lora.safetensors is a motion LoRA; use --motion-lora for it",
            "kohya.safetensors is a LoRA for the image model, not for motion; use --lora for it"
        };
        for (String message : expected) {
            assertTrue(console.err().contains(message), console.err());
        }
        assertEquals(
                expected.length,
                console.err().lines().filter(line -> line.contains("lora")).count(),
                console.err());
    }

    private static List<String> clip(String name) {
        folder.resolve(name).toFile().mkdir();
        List<String> args = new ArrayList<>(List.of(pattern("source"), "-o", pattern(name)));
        args.addAll(List.of("--model", "checkpoint", "--motion", "motion", "--cuts", "off", "--size", "source"));
        args.addAll(List.of("-p", "A girl smiling, Anime style, masterpiece!!", "--threads", "2"));
        return args;
    }

    private static List<String> with(List<String> args, String... more) {
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of(more));
        return all;
    }

    private static TestConsole run(int exit, List<String> args) {
        TestConsole console = new TestConsole(folder);
        assertEquals(exit, console.run(args.toArray(String[]::new)), console.err());
        return console;
    }

    private static Path frame(String name) {
        return folder.resolve(name).resolve("00000.png");
    }

    private static String pattern(String name) {
        return folder.resolve(name).resolve("%05d.png").toString();
    }

    private static Path model(String name) {
        return models.resolve(name + ".safetensors");
    }
}
