package restyle.models.engine;

import static restyle.models.testing.Golden.assertClose;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.model.Checkpoint;
import restyle.models.model.ControlModel;
import restyle.models.model.MotionModule;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/**
 * Networks of the real sizes of Stable Diffusion 1.5, AnimateDiff and ControlNet, from half precision files: {@code mvn verify
 * -Pfull-size}.
 */
@Tag("full-size")
class FullSizeParityTest {
    private static final long SEED = 3;
    private static final double TOLERANCE = 1e-3;
    private static final int FRAMES = 16;
    private static final int HEIGHT = 8;
    private static final int WIDTH = 12;
    private static final Compute COMPUTE =
            new Compute(Device.CPU, Runtime.getRuntime().availableProcessors());

    @TempDir
    static Path folder;

    private static Golden golden;

    @BeforeAll
    static void writeFiles() {
        golden = Golden.open("golden/full_size.safetensors");
        for (String manifest : List.of("checkpoint", "motion_original", "controlnet_diffusers", "controlnet_ldm")) {
            SeededFiles.write(file(manifest), SeededFiles.manifest(manifest + "_full"), SEED, StoredType.F16);
        }
    }

    @Test
    void encodesPrompts() {
        try (PromptEncoder text = PromptEncoder.open(Checkpoint.open(file("checkpoint")), COMPUTE)) {
            assertClose(
                    golden.get("context"), text.encode(golden.longs("tokens").values(), 1), TOLERANCE);
        }
    }

    @Test
    void encodesImages() {
        try (VaeEncoder vae = VaeEncoder.open(Checkpoint.open(file("checkpoint")), 64, 96, COMPUTE)) {
            assertClose(golden.get("mean"), vae.encode(golden.get("image")), TOLERANCE);
        }
    }

    @Test
    void decodesLatents() {
        try (VaeDecoder vae = VaeDecoder.open(Checkpoint.open(file("checkpoint")), 9, 13, COMPUTE)) {
            assertClose(golden.get("decoded"), vae.decode(golden.get("small_latents")), TOLERANCE);
        }
    }

    @Test
    void computesControlResiduals() {
        for (String net : List.of("a", "b")) {
            try (LoadedControlNet control = openControl(net)) {
                List<FloatTensor> residuals =
                        control.run(golden.get("control_latents"), 499, golden.get("context"), golden.get("maps"));
                assertClose(golden.get(net + "_down_3"), residuals.get(3), TOLERANCE);
                assertClose(golden.get(net + "_mid"), residuals.get(12), TOLERANCE);
            }
        }
    }

    @Test
    void predictsNoiseWithAndWithoutControl() {
        List<FloatTensor> residuals = controlled(249);
        LoadedUNet.Size size = new LoadedUNet.Size(FRAMES, HEIGHT, WIDTH, 77);
        try (LoadedUNet unet = LoadedUNet.open(
                Checkpoint.open(file("checkpoint")),
                Optional.of(MotionModule.open(file("motion_original"))),
                size,
                true,
                COMPUTE)) {
            FloatTensor latents = golden.get("latents");
            Conditioning plain = Conditioning.of(golden.get("context"));
            Conditioning control = plain.with(ResidualNames.name(residuals));
            assertClose(golden.get("plain_999"), unet.run(latents, 999, plain), TOLERANCE);
            assertClose(golden.get("control_249"), unet.run(latents, 249, control), TOLERANCE);
        }
    }

    /** Residuals of both ControlNets for every frame; the second one's maps are the first one's in reverse order. */
    private static List<FloatTensor> controlled(long timestep) {
        long[] shape = {FRAMES, 3, 8 * HEIGHT, 8 * WIDTH};
        float[] values = SeededFiles.noise("maps", SEED, 0.25, shape);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(1, Math.max(0, values[i] + 0.5f));
        }
        FloatTensor maps = FloatTensor.of(values, shape);
        FloatTensor latents = golden.get("latents");
        List<FloatTensor> sums = List.of();
        for (String net : List.of("a", "b")) {
            try (LoadedControlNet control = openControl(net)) {
                if (sums.isEmpty()) {
                    sums = control.residualShapes().stream()
                            .map(one -> FloatTensor.zeros(FRAMES, one[1], one[2], one[3]))
                            .toList();
                }
                for (int f = 0; f < FRAMES; f++) {
                    int map = net.equals("a") ? f : FRAMES - 1 - f;
                    List<FloatTensor> one = control.run(
                            latents.rows(f, f + 1), timestep, golden.get("context"), maps.rows(map, map + 1));
                    for (int i = 0; i < one.size(); i++) {
                        addScaled(
                                one.get(i).data(),
                                net.equals("a") ? 0.8f : 0.5f,
                                sums.get(i).rows(f, f + 1).data());
                    }
                }
            }
        }
        return sums;
    }

    private static void addScaled(FloatBuffer values, float scale, FloatBuffer sum) {
        for (int i = 0; i < sum.capacity(); i++) {
            sum.put(i, sum.get(i) + scale * values.get(i));
        }
    }

    private static LoadedControlNet openControl(String net) {
        ControlModel model = ControlModel.open(file(net.equals("a") ? "controlnet_diffusers" : "controlnet_ldm"));
        return LoadedControlNet.open(model, HEIGHT, WIDTH, 77, 768, COMPUTE);
    }

    private static Path file(String name) {
        return folder.resolve(name + ".safetensors");
    }
}
