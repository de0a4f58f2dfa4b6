package restyle.models.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.engine.LoadedUNet;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** What is said of motion modules that are not whole, not alone, or of another form than the model. */
class MotionModuleTest {

    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    @TempDir
    static Path shared;

    private static Path tiny;

    @TempDir
    Path folder;

    private TestModels models;

    @BeforeAll
    static void writeTinyCheckpoint() {
        tiny = new TestModels(shared).seeded("checkpoint_tiny");
    }

    @BeforeEach
    void useTheFolder() {
        models = new TestModels(folder);
    }

    @Test
    void refusesMotionModulesThatAreNotWholeOrNotAlone() {
        Map<String, long[]> names = SeededFiles.manifest("motion_original_tiny");
        names.put("controlnet_cond_embedding.conv_in.weight", new long[] {16, 4, 3, 3});
        Path sparse = SeededFiles.write(folder.resolve("sparse.safetensors"), names, 1, StoredType.F16);
        TestModels.refuses(
                sparse
                        + " is a SparseCtrl network, a ControlNet with motion modules of its own; expected a motion module",
                () -> MotionModule.open(sparse));
        Path cut = models.seeded("motion_original_tiny", name -> !name.startsWith("up_blocks.3.motion_modules.2"));
        TestModels.refuses(cut + " has no tensors of up_blocks.3.motion_modules.2", () -> MotionModule.open(cut));
        Path bias = models.seeded(
                "motion_original_tiny",
                name -> !name.equals(
                        "up_blocks.3.motion_modules.2.temporal_transformer.transformer_blocks.0.ff.net.2.bias"));
        TestModels.refuses(
                bias + " has no tensor up_blocks.3.motion_modules.2.transformer_blocks.0.ff.net.2.bias",
                () -> MotionModule.open(bias));
        names.remove("controlnet_cond_embedding.conv_in.weight");
        names.put("down_blocks.0.motion_modules.0.temporal_transformer.gate.weight", new long[] {32});
        Path more = SeededFiles.write(folder.resolve("more.safetensors"), names, 1, StoredType.F16);
        TestModels.refuses(
                more + ": its motion module has tensors that restyle has no use for, so it is of another form: "
                        + "down_blocks.0.motion_modules.0.gate.weight",
                () -> MotionModule.open(more));
        Map<String, long[]> shallow = SeededFiles.manifest("motion_original_tiny");
        shallow.keySet()
                .removeIf(name -> name.matches("(down_blocks.\\d.motion_modules.1|up_blocks.\\d.motion_modules.2).*"));
        Path other = SeededFiles.write(folder.resolve("shallow.safetensors"), shallow, 1, StoredType.F16);
        TestModels.refuses(
                "the motion module " + other + " does not fit the model " + tiny
                        + ": it has none for [down_blocks.0 layer 1 (32 channels), ",
                () -> MotionModule.open(other).requireFits(Checkpoint.open(tiny)));
    }

    @Test
    void saysThatAMotionModuleKnowsNoWindowsOfThatLength() {
        MotionModule motion = MotionModule.open(TestModels.STARTER.resolve("motion"));
        LoadedUNet.Size size = new LoadedUNet.Size(33, 8, 8, 77);
        TestModels.refuses(
                "the motion module knows windows of at most 32 frames, found 33",
                () -> LoadedUNet.open(Checkpoint.open(TestModels.STARTER), Optional.of(motion), size, false, COMPUTE));
    }
}
