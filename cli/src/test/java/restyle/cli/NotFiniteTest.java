package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.Safetensors;

/** One NaN in a weight makes everything after it NaN, and NaN is black: a run says so instead of writing a black film. */
class NotFiniteTest {

    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @Test
    void namesUNetStepAndFrame() throws IOException {
        Path model = seeded("checkpoint_tiny");
        poison(model, "model.diffusion_model.out.2.weight");
        assertEnds(model, List.of(), "the UNet of " + model, "at step 1 of 2 (timestep 999), frame 0");
    }

    @Test
    void namesTheControlNet() throws IOException {
        Path net = seeded("controlnet_ldm_tiny");
        poison(net, "control_model.middle_block_out.0.weight");
        Path maps = TestVideo.write(folder.resolve("maps.mp4"), 64, 64, 3);
        assertEnds(
                seeded("checkpoint_tiny"),
                List.of("--control", "file,map=" + maps + ",net=" + net),
                "the ControlNet " + net,
                "at step 1 of 2");
    }

    @Test
    void namesAutoencoderAndTextEncoder() throws IOException {
        Path model = seeded("checkpoint_tiny");
        poison(model, "first_stage_model.decoder.conv_out.weight");
        assertEnds(model, List.of(), "the autoencoder", "for frame 0");
        model = seeded("checkpoint_tiny");
        poison(model, "cond_stage_model.transformer.text_model.final_layer_norm.weight");
        assertEnds(model, List.of(), "the text encoder", "not finite");
    }

    private void assertEnds(Path model, List<String> more, String... said) throws IOException {
        Path clip = TestVideo.write(folder.resolve("in.mp4"), 64, 64, 3);
        Path output = folder.resolve("out.mp4");
        List<String> args = new ArrayList<>(List.of(clip.toString(), "-o", output.toString(), "-p", "a fox"));
        args.addAll(List.of(
                "--model",
                model.toString(),
                "--motion",
                seeded("motion_original_tiny").toString()));
        args.addAll(List.of("--size", "64x64", "--steps", "2", "--context", "4", "--overlap", "1", "--guidance", "1"));
        args.addAll(List.of("--sampler", "euler", "--overwrite"));
        args.addAll(more);
        TestConsole console = new TestConsole(folder.resolve("data"));
        int code = console.run(args.toArray(String[]::new));
        for (String part : said) {
            assertTrue(console.err().contains(part), part + " in " + console.err());
        }
        assertTrue(code == 3 || code == 2, "exit code " + code);
        assertFalse(Files.exists(output));
    }

    private Path seeded(String manifest) {
        return SeededFiles.write(
                folder.resolve(manifest + ".safetensors"), SeededFiles.manifest(manifest), SEED, StoredType.F32);
    }

    private static void poison(Path file, String name) throws IOException {
        StoredTensor tensor = Safetensors.read(file).tensors().get(name);
        assertEquals(StoredType.F32, tensor.type());
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(tensor.region().offset());
            bytes.writeInt(Integer.reverseBytes(Float.floatToIntBits(Float.NaN)));
        }
    }
}
