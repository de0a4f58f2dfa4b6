package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/** What users are told about model files that are not what they are used as. */
class ModelFilesTest {

    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void openConsole() throws IOException {
        console = new TestConsole(folder);
    }

    @Test
    void everythingThatIsWrongWithModelFilesIsSaidAtOnce() throws IOException {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        names.keySet().removeIf(name -> !name.startsWith("model."));
        Path unet = SeededFiles.write(folder.resolve("unet.safetensors"), names, 1, StoredType.F16);
        Path pointer = Files.writeString(
                folder.resolve("motion.safetensors"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
        Path lora = SeededFiles.write(
                folder.resolve("lora.safetensors"),
                Map.of("lora_unet_mid_block_attentions_0_proj_in.lora_down.weight", new long[] {4, 8}),
                1,
                StoredType.F16);
        int exit = console.run(
                new TestPattern(64, 48).write(Files.createDirectory(folder.resolve("frames")), 4),
                "-o",
                folder.resolve("out.mp4").toString(),
                "-p",
                "x",
                "--model",
                unet.toString(),
                "--motion",
                pointer.toString(),
                "--control",
                "tile,net=" + lora,
                "--prediction",
                "noise",
                "--motion-norms",
                "clip");
        assertEquals(2, exit, console.err());
        for (String problem : List.of(
                "--model: " + unet + " holds no VAE; name one with --vae",
                "--model: " + unet + " holds no text encoder; use a complete checkpoint",
                "--motion: " + pointer + " is not a valid safetensors file: it is a Git LFS pointer",
                "--control tile: " + lora + " is a LoRA; expected a ControlNet or a T2I-Adapter; give it to --lora",
                "--prediction: expected epsilon or v, found 'noise'",
                "--motion-norms: expected window or frame, found 'clip'")) {
            assertTrue(console.err().contains(problem), console.err());
        }
    }

    @Test
    void controlFindsWhatTheStarterPackHas() throws IOException {
        String clip = new TestPattern(64, 48).write(Files.createDirectory(folder.resolve("frames")), 2);
        String maps = Files.createDirectory(folder.resolve("maps"))
                .resolve("%05d.png")
                .toString();
        int exit = console.run("control", "hed", clip, "-o", maps, "--set", "model=hed/ControlNetHED.safetensors");
        assertEquals(0, exit, console.err());
        assertTrue(Files.exists(folder.resolve("maps/00001.png")));
    }

    @Test
    void showsWhatAFileIsAndWhetherItsValuesAreNumbers() throws IOException {
        Path good = TensorFiles.write(folder.resolve("good.safetensors"), Map.of("style", FloatTensor.zeros(2, 8)));
        assertEquals(0, console.run("models", "show", good.toString(), "--values"));
        assertTrue(console.out().contains("good.safetensors: a textual inversion embedding; give it to --embedding"));
        assertTrue(console.out().contains("values: all are numbers, in 1 tensors"), console.out());
        Path bad = TensorFiles.write(
                folder.resolve("bad.safetensors"), Map.of("style", FloatTensor.of(new float[] {Float.NaN, 1}, 2)));
        assertEquals(3, console.run("models", "show", bad.toString(), "--values"));
        assertTrue(console.out().contains("style: 1 not a number, 0 infinite"), console.out());
    }
}
