package restyle.models.check.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.TensorFiles;

class NetworkRunTest {
    private static final Path STARTER = Path.of("starter");
    private static final Compute COMPUTE = new Compute(Device.CPU, 1);

    @TempDir
    Path folder;

    @Test
    void takesSeveralFramesWhereverANetworkWorksFrameByFrame() {
        Path out = folder.resolve("out.safetensors");
        run("vae-decode", STARTER, Map.of("latents", ramp(3, 4, 2, 4)), out);
        FloatTensor all = Golden.open(out).get("decoded");
        run("vae-decode", STARTER, Map.of("latents", ramp(3, 4, 2, 4).rows(1, 2)), out);
        Golden.assertClose(Golden.open(out).get("decoded"), all.rows(1, 2), 0);
    }

    @Test
    void namesTensorsThatAreMissingOrOfTheWrongShape() {
        FloatTensor latents = FloatTensor.zeros(1, 4, 8, 8);
        FloatTensor context = FloatTensor.zeros(1, 77, 64);
        refuses("unet", Map.of("latents", latents), "has no tensor context; it has [latents]");
        refuses("unet", Map.of("latents", latents, "context", context), "has no tensor timestep");
        refuses(
                "unet",
                Map.of("latents", FloatTensor.zeros(1, 3, 8, 8), "context", context),
                "tensor latents should have the shape [any, 4, any, any], found latents F32[1, 3, 8, 8]");
        refuses(
                "unet",
                Map.of("latents", latents, "context", FloatTensor.zeros(1, 77, 96), "timestep", LongTensor.of(1)),
                "input context should be FLOAT[1, 77, 64], found float32[1, 77, 96]");
        refuses(
                "unet",
                Map.of("latents", latents, "context", context, "timestep", FloatTensor.of(new float[] {1}, 1)),
                "tensor timestep F32[1] is not read as whole numbers");
        refuses("text", Map.of("tokens", new LongTensor(new long[5], new long[] {1, 5})), "[1, 77]");
    }

    @Test
    void refusesResidualsThatAreNotComplete() {
        Map<String, HostTensor> in = new HashMap<>();
        in.put("latents", FloatTensor.zeros(1, 4, 8, 8));
        in.put("context", FloatTensor.zeros(1, 77, 64));
        in.put("timestep", LongTensor.of(1));
        in.put("mid", FloatTensor.zeros(1, 96, 1, 1));
        refuses("unet", in, "has no tensor down_0; the UNet takes [down_0, down_1,");
    }

    @Test
    void refusesTokensOutsideTheVocabulary() {
        long[] tokens = new long[77];
        tokens[3] = 49408;
        refuses("text", Map.of("tokens", new LongTensor(tokens, new long[] {1, 77})), "failed");
    }

    @Test
    void namesTheNetworksThereAre() {
        NetworkRun.names().forEach(NetworkRun::of);
        ModelException e = assertThrows(ModelException.class, () -> NetworkRun.of("vae"));
        assertTrue(e.getMessage().contains("text, unet, controlnet, vae-encode, vae-decode"), e.getMessage());
    }

    @Test
    void refusesOptionsOfOtherNetworks() {
        Path file = TensorFiles.write(folder.resolve("in.safetensors"), Map.of("tokens", LongTensor.of(1)));
        RunOptions motion = new RunOptions(Map.of("--motion", List.of("motion.safetensors")));
        ModelException e = assertThrows(
                ModelException.class, () -> NetworkRun.of("text").run(List.of(STARTER), motion, file, file, COMPUTE));
        assertEquals("--motion is for unet, not for text", e.getMessage());
    }

    @Test
    void writesOverNothingThatItReads() throws IOException {
        Path tokens = TensorFiles.write(
                folder.resolve("tokens.safetensors"),
                Map.of("tokens", new LongTensor(new long[77], new long[] {1, 77})));
        Path model = Files.createDirectories(folder.resolve("model/text_encoder"));
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(STARTER.resolve("text_encoder").resolve(name), model.resolve(name));
        }
        Path weights = model.resolve("model.safetensors");
        long size = Files.size(weights);
        for (Path from : List.of(weights, model.getParent())) {
            assertEquals(
                    "--out %s: would overwrite a file that is read (%s); name another".formatted(weights, from),
                    refusal(() -> NetworkRun.of("text").run(List.of(from), RunOptions.NONE, tokens, weights, COMPUTE)));
        }
        RunOptions options = new RunOptions(Map.of("--text", List.of("x"), "--lora", List.of(tokens + ":0.5")));
        for (RunOptions each : List.of(options, RunOptions.NONE)) {
            assertEquals(
                    "--out %s: would overwrite a file that is read (%s); name another".formatted(tokens, tokens),
                    refusal(() -> NetworkRun.of("text").run(List.of(weights), each, tokens, tokens, COMPUTE)));
        }
        assertEquals(size, Files.size(weights));
        Path older = Files.createFile(folder.resolve("older.safetensors"));
        NetworkRun.of("text").run(List.of(weights), RunOptions.NONE, tokens, older, COMPUTE);
        assertTrue(Files.size(older) > 0);
    }

    private static String refusal(Executable run) {
        return assertThrows(ModelException.class, run).getMessage();
    }

    @Test
    void encodesPromptsWithoutAnyTensor() {
        Path out = folder.resolve("out.safetensors");
        RunOptions options = new RunOptions(Map.of(
                "--text", List.of("a (fox:1.2), " + "snow ".repeat(80)),
                "--weighting", List.of("a1111"),
                "--clip-skip", List.of("2")));
        NetworkRun.of("text").run(List.of(STARTER), options, out, COMPUTE);
        assertArrayEquals(new long[] {1, 154, 64}, Golden.open(out).get("last").shape());
        for (Map.Entry<String, String> wrong : Map.of(
                        "--clip-skip", "two", "--weighting", "mine", "--embedding", "nowhere.pt")
                .entrySet()) {
            RunOptions bad = new RunOptions(Map.of("--text", List.of("x"), wrong.getKey(), List.of(wrong.getValue())));
            ModelException e = assertThrows(
                    ModelException.class, () -> NetworkRun.of("text").run(List.of(STARTER), bad, out, COMPUTE));
            assertTrue(e.getMessage().contains(wrong.getValue()), e.getMessage());
        }
        ModelException e = assertThrows(
                ModelException.class, () -> NetworkRun.of("text").run(List.of(STARTER), RunOptions.NONE, out, COMPUTE));
        assertEquals("the network needs the tensor tokens; give a safetensors file with --in", e.getMessage());
    }

    /** What is parsed is a Windows path, too. */
    @ParameterizedTest
    @CsvSource({"a.bin, a.bin, 0.8", "a.bin:0.5, a.bin, 0.5", "C:/a.bin, C:/a.bin, 0.8", "C:/a.bin:-1, C:/a.bin, -1"})
    void readsScalesBehindFiles(String text, String file, float scale) {
        assertEquals(new ScaledFile(Path.of(file), scale), ScaledFile.parse(text, 0.8f));
    }

    private void refuses(String net, Map<String, HostTensor> in, String message) {
        Path out = folder.resolve("refused.safetensors");
        ModelException e = assertThrows(ModelException.class, () -> run(net, STARTER, in, out));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertFalse(Files.exists(out));
    }

    private void run(String net, Path weights, Map<String, ? extends HostTensor> in, Path out) {
        Path file = TensorFiles.write(folder.resolve("in.safetensors"), in);
        NetworkRun.of(net).run(List.of(weights), RunOptions.NONE, file, out, COMPUTE);
    }

    private static FloatTensor ramp(long... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.count(); i++) {
            tensor.data().put(i, i % 17 / 17f - 0.5f);
        }
        return tensor;
    }
}
