package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static restyle.models.testing.Golden.assertClose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.model.Checkpoint;
import restyle.models.model.MotionModule;
import restyle.models.nets.MotionNorms;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.sampling.Prediction;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** Files as people have them beside single-file checkpoints: older motion modules, and a model as a diffusers folder. */
class OtherFilesParityTest {
    private static final long SEED = 21;
    private static final double TOLERANCE = 1e-4;
    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    @TempDir
    static Path folder;

    private static Golden golden;

    /** Generations of AnimateDiff's motion modules, all made from the tensors of version 2. */
    enum Motion {
        V1(24),
        V2(32),
        V3(32),
        LCM(0);

        final int positions;

        Motion(int positions) {
            this.positions = positions;
        }

        Map<String, long[]> manifest() {
            Map<String, long[]> names = SeededFiles.manifest("motion_original_tiny");
            names.keySet().removeIf(name -> name.startsWith("mid_block.") && this != V2);
            names.keySet().removeIf(name -> name.endsWith(".pe") && positions == 0);
            names.replaceAll((name, shape) -> name.endsWith(".pe") ? new long[] {1, positions, shape[2]} : shape);
            return names;
        }
    }

    @BeforeAll
    static void writeFiles() throws IOException {
        golden = Golden.open("golden/other_files.safetensors");
        Path settings = Golden.path("folder");
        try (var files = Files.walk(settings)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(settings.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        SeededFiles.writeFolder(folder, SEED, StoredType.F32);
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryGenerationOfMotionModules(Motion generation) {
        Path file =
                SeededFiles.write(folder.resolve("motion.safetensors"), generation.manifest(), SEED, StoredType.F32);
        MotionModule motion = MotionModule.open(file);
        assertEquals(generation.positions, motion.maxFrames().orElse(0));
        LoadedUNet.Size size = new LoadedUNet.Size(16, 8, 12, 77);
        try (LoadedUNet unet = LoadedUNet.open(Checkpoint.open(folder), Optional.of(motion), size, false, COMPUTE)) {
            FloatTensor found = unet.run(golden.get("latents"), 499, Conditioning.of(golden.get("context")));
            assertClose(golden.get(generation.name().toLowerCase(Locale.ROOT)), found, TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void normalisesFrameByFrameAsTheOriginalCodeDoes(Motion generation) {
        Path file =
                SeededFiles.write(folder.resolve("motion.safetensors"), generation.manifest(), SEED, StoredType.F32);
        MotionModule motion = MotionModule.open(file).withNorms(MotionNorms.of("frame"));
        LoadedUNet.Size size = new LoadedUNet.Size(16, 8, 12, 77);
        try (LoadedUNet unet = LoadedUNet.open(Checkpoint.open(folder), Optional.of(motion), size, false, COMPUTE)) {
            FloatTensor found = unet.run(golden.get("latents"), 499, Conditioning.of(golden.get("context")));
            String name = generation.name().toLowerCase(Locale.ROOT) + "_original_norms";
            assertClose(Golden.open("golden/motion_norms.safetensors").get(name), found, TOLERANCE);
        }
    }

    @Test
    void computesFromADiffusersFolderWhatItsSingleFileGives() {
        Checkpoint checkpoint = Checkpoint.open(folder);
        // The folder's schedule, made for images, has infinities in it and is not used.
        assertEquals(Prediction.EPSILON, checkpoint.prediction());
        try (PromptEncoder text = PromptEncoder.open(checkpoint, COMPUTE)) {
            assertClose(
                    golden.get("context"), text.encode(golden.longs("tokens").values(), 1), 2e-5);
        }
        FloatTensor first = golden.get("latents").rows(0, 1);
        try (VaeDecoder vae = VaeDecoder.open(checkpoint, 8, 12, COMPUTE)) {
            assertClose(golden.get("decoded"), vae.decode(first), TOLERANCE);
        }
        LoadedUNet.Size size = new LoadedUNet.Size(1, 8, 12, 77);
        try (LoadedUNet unet = LoadedUNet.open(checkpoint, Optional.empty(), size, false, COMPUTE)) {
            assertClose(
                    golden.get("image_unet"), unet.run(first, 499, Conditioning.of(golden.get("context"))), TOLERANCE);
        }
    }
}
