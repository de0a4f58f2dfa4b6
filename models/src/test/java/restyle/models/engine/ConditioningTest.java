package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.model.IpAdapterModel;
import restyle.models.model.MotionModule;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

class ConditioningTest {
    private static final int FRAMES = 3;
    private static final Compute COMPUTE = new Compute(Device.CPU, 1);
    private static final double ROUNDING = 2e-5;

    @TempDir
    static Path folder;

    private static Checkpoint checkpoint;

    @BeforeAll
    static void makeFile() {
        checkpoint = Checkpoint.open(SeededFiles.write(
                folder.resolve("checkpoint.safetensors"), SeededFiles.manifest("checkpoint_tiny"), 1, StoredType.F32));
    }

    /** Without a motion module every frame is a picture by itself. */
    @Test
    void everyFrameOfAWindowMayHaveAPromptOfItsOwn() {
        FloatTensor latents = noise("latents", FRAMES, 4, 8, 8);
        FloatTensor prompts = noise("prompts", FRAMES, 154, 64);
        FloatTensor all = run(new LoadedUNet.Size(FRAMES, 8, 8, 154, true), Optional.empty(), latents, prompts);
        for (int f = 0; f < FRAMES; f++) {
            FloatTensor alone = run(
                    new LoadedUNet.Size(1, 8, 8, 154),
                    Optional.empty(),
                    latents.rows(f, f + 1),
                    prompts.rows(f, f + 1));
            Golden.assertClose(alone, all.rows(f, f + 1), ROUNDING);
        }
    }

    /** Prompt travel and reference pictures: all frames see the same pictures, each its own prompt. */
    @Test
    void promptsOfTheirOwnGoWithReferencePictures() {
        IpAdapterModel adapter = IpAdapterModel.open(SeededFiles.write(
                folder.resolve("ip_adapter.safetensors"), SeededFiles.manifest("ip_adapter"), 1, StoredType.F32));
        FloatTensor latents = noise("latents", FRAMES, 4, 8, 8);
        FloatTensor prompts = noise("prompts", FRAMES, 77, 64);
        Conditioning.Reference pictures = new Conditioning.Reference(noise("pictures", 1, 4, 64), 0.6);
        FloatTensor all = run(new LoadedUNet.Size(FRAMES, 8, 8, 77, true), adapter, latents, prompts, pictures);
        for (int f = 0; f < FRAMES; f++) {
            FloatTensor frame = latents.rows(f, f + 1);
            FloatTensor prompt = prompts.rows(f, f + 1);
            FloatTensor alone = run(new LoadedUNet.Size(1, 8, 8, 77), adapter, frame, prompt, pictures);
            Golden.assertClose(alone, all.rows(f, f + 1), ROUNDING);
            FloatTensor without = run(new LoadedUNet.Size(1, 8, 8, 77), Optional.empty(), frame, prompt);
            assertTrue(Golden.distance(without, alone) > 0.01);
        }
    }

    private static FloatTensor run(
            LoadedUNet.Size size,
            IpAdapterModel adapter,
            FloatTensor latents,
            FloatTensor prompt,
            Conditioning.Reference pictures) {
        LoadedUNet.Additions additions = new LoadedUNet.Additions(false, false, Optional.of(adapter));
        try (LoadedUNet unet = LoadedUNet.open(checkpoint, Optional.empty(), size, additions, COMPUTE)) {
            return unet.run(latents, 499, Conditioning.of(prompt).with(pictures));
        }
    }

    @Test
    void onePromptForAllIsTheSameAsThatPromptForEach() {
        MotionModule motion = MotionModule.open(SeededFiles.write(
                folder.resolve("motion.safetensors"), SeededFiles.manifest("motion_original_tiny"), 1, StoredType.F32));
        FloatTensor latents = noise("latents", FRAMES, 4, 8, 8);
        FloatTensor prompt = noise("prompts", 1, 77, 64);
        FloatTensor each = FloatTensor.zeros(FRAMES, 77, 64);
        for (int f = 0; f < FRAMES; f++) {
            each.rows(f, f + 1).data().put(prompt.data());
        }
        Golden.assertClose(
                run(new LoadedUNet.Size(FRAMES, 8, 8, 77), Optional.of(motion), latents, prompt),
                run(new LoadedUNet.Size(FRAMES, 8, 8, 77, true), Optional.of(motion), latents, each),
                ROUNDING);
    }

    @Test
    void aResidualWithoutAPlaceIsRefused() {
        Conditioning conditioning =
                Conditioning.of(noise("prompts", 1, 77, 64)).with(Map.of("down_0", noise("down", 1, 32, 8, 8)));
        LoadedUNet.Size size = new LoadedUNet.Size(1, 8, 8, 77);
        try (LoadedUNet unet = LoadedUNet.open(checkpoint, Optional.empty(), size, false, COMPUTE)) {
            var error =
                    assertThrows(ModelException.class, () -> unet.run(noise("latents", 1, 4, 8, 8), 499, conditioning));
            assertTrue(error.getMessage().contains("has no input down_0"), error.getMessage());
        }
    }

    private static FloatTensor run(
            LoadedUNet.Size size, Optional<MotionModule> motion, FloatTensor latents, FloatTensor prompt) {
        try (LoadedUNet unet = LoadedUNet.open(checkpoint, motion, size, false, COMPUTE)) {
            return unet.run(latents, 499, Conditioning.of(prompt));
        }
    }

    private static FloatTensor noise(String name, long... shape) {
        return FloatTensor.of(SeededFiles.noise(name, 1, 1, shape), shape);
    }
}
