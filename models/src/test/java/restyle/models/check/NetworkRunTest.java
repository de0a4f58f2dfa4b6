package restyle.models.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.ModelException;
import restyle.models.nets.MotionNorms;
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
        run(NetworkRun.VAE_DECODE, STARTER, Map.of("latents", ramp(3, 4, 2, 4)), out);
        FloatTensor all = Golden.open(out).get("decoded");
        run(NetworkRun.VAE_DECODE, STARTER, Map.of("latents", ramp(3, 4, 2, 4).rows(1, 2)), out);
        Golden.assertClose(Golden.open(out).get("decoded"), all.rows(1, 2), 0);
    }

    @Test
    void namesTensorsThatAreMissingOrOfTheWrongShape() {
        FloatTensor latents = FloatTensor.zeros(1, 4, 8, 8);
        FloatTensor context = FloatTensor.zeros(1, 77, 64);
        refuses(NetworkRun.UNET, Map.of("latents", latents), "has no tensor context; it has [latents]");
        refuses(NetworkRun.UNET, Map.of("latents", latents, "context", context), "has no tensor timestep");
        refuses(
                NetworkRun.UNET,
                Map.of("latents", FloatTensor.zeros(1, 3, 8, 8), "context", context),
                "tensor latents should have the shape [any, 4, any, any], found latents F32[1, 3, 8, 8]");
        refuses(
                NetworkRun.UNET,
                Map.of("latents", latents, "context", FloatTensor.zeros(1, 77, 96), "timestep", LongTensor.of(1)),
                "input context should be FLOAT[1, 77, 64], found float32[1, 77, 96]");
        refuses(
                NetworkRun.UNET,
                Map.of("latents", latents, "context", context, "timestep", FloatTensor.of(new float[] {1}, 1)),
                "tensor timestep F32[1] is not read as whole numbers");
        refuses(NetworkRun.TEXT, Map.of("tokens", new LongTensor(new long[5], new long[] {1, 5})), "[1, 77]");
    }

    @Test
    void refusesResidualsThatAreNotComplete() {
        Map<String, HostTensor> in = new HashMap<>();
        in.put("latents", FloatTensor.zeros(1, 4, 8, 8));
        in.put("context", FloatTensor.zeros(1, 77, 64));
        in.put("timestep", LongTensor.of(1));
        in.put("mid", FloatTensor.zeros(1, 96, 1, 1));
        refuses(NetworkRun.UNET, in, "the UNet takes 9 control residuals, found 1");
    }

    @Test
    void refusesTokensOutsideTheVocabulary() {
        long[] tokens = new long[77];
        tokens[3] = 49408;
        refuses(NetworkRun.TEXT, Map.of("tokens", new LongTensor(tokens, new long[] {1, 77})), "failed");
    }

    @Test
    void namesTheNetworksThereAre() {
        assertEquals(NetworkRun.VAE_ENCODE, NetworkRun.of("vae-encode"));
        ModelException e = assertThrows(ModelException.class, () -> NetworkRun.of("vae"));
        assertTrue(e.getMessage().contains("text, unet, controlnet, vae-encode, vae-decode"), e.getMessage());
    }

    private void refuses(NetworkRun net, Map<String, HostTensor> in, String message) {
        Path out = folder.resolve("refused.safetensors");
        ModelException e = assertThrows(ModelException.class, () -> run(net, STARTER, in, out));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertFalse(Files.exists(out));
    }

    private void run(NetworkRun net, Path weights, Map<String, ? extends HostTensor> in, Path out) {
        Path file = TensorFiles.write(folder.resolve("in.safetensors"), in);
        net.run(List.of(weights), Optional.empty(), MotionNorms.WINDOW, file, out, COMPUTE);
    }

    private static FloatTensor ramp(long... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.count(); i++) {
            tensor.data().put(i, i % 17 / 17f - 0.5f);
        }
        return tensor;
    }
}
