package restyle.models.nets;

import static restyle.models.testing.Golden.assertClose;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.Graph;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.Part;
import restyle.models.weights.Safetensors;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredType;
import restyle.models.weights.Weights;

class UNetParityTest {
    @TempDir
    static Path folder;

    static Path checkpoint;
    static Path motion;

    @BeforeAll
    static void files() {
        checkpoint = SeededFiles.write(folder.resolve("c.safetensors"), SeededFiles.manifest("checkpoint_tiny"), 1, StoredType.F32);
        motion = SeededFiles.write(folder.resolve("m.safetensors"), SeededFiles.manifest("motion_original_tiny"), 1, StoredType.F32);
    }

    @Test
    void plain() {
        Golden golden = Golden.open("golden/unet_8x12.safetensors");
        Graph graph = new Graph();
        StateDict tensors = Part.UNET
                .in(StateDict.of(Safetensors.read(checkpoint)))
                .orElseThrow()
                .and(Part.MOTION.in(StateDict.of(Safetensors.read(motion))).orElseThrow());
        graph.output(
                "out",
                new UNet(UNetConfig.SD15, MotionConfig.ANIMATEDIFF)
                        .build(
                                Weights.of(graph, tensors),
                                graph.input("latents", 16, 4, 8, 12),
                                graph.input("timestep", 1),
                                graph.input("context", 1, 77, 64),
                                List.of()));
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            FloatTensor out = session.run(Map.of(
                            "latents", golden.get("latents"),
                            "timestep", FloatTensor.of(new float[] {999}, 1),
                            "context", golden.get("context")))
                    .get("out");
            assertClose(golden.get("plain_999"), out, 1e-4);
        }
    }
}
