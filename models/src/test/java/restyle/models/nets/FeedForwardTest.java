package restyle.models.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.Graph;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredType;
import restyle.models.weights.Weights;
import restyle.models.weights.format.Safetensors;

class FeedForwardTest {
    private static final int WIDTH = 128;
    private static final int CHANNELS = 16;

    @TempDir
    Path folder;

    private StateDict tensors;

    @BeforeEach
    void write() {
        tensors = StateDict.of(Safetensors.read(SeededFiles.write(
                folder.resolve("ff.safetensors"),
                Map.of(
                        "net.0.proj.weight", new long[] {WIDTH, CHANNELS},
                        "net.0.proj.bias", new long[] {WIDTH},
                        "net.2.weight", new long[] {CHANNELS, WIDTH / 2},
                        "net.2.bias", new long[] {CHANNELS}),
                1,
                StoredType.F16)));
    }

    @Test
    void givesTheSameBitsInGroupsAsInParts() {
        int rows = 64;
        int tokens = 1024;
        assertTrue(FeedForwardGroups.of(new Graph().input("x", rows, tokens, CHANNELS), WIDTH) > 1);
        assertEquals(1, FeedForwardGroups.of(new Graph().input("x", 1, tokens, CHANNELS), WIDTH));
        float[] values = new float[rows * tokens * CHANNELS];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] whole = run(values, rows, tokens);
        int row = tokens * CHANNELS;
        for (int at : new int[] {0, 17, rows - 1}) {
            float[] part = run(Arrays.copyOfRange(values, at * row, (at + 1) * row), 1, tokens);
            assertArrayEquals(part, Arrays.copyOfRange(whole, at * row, (at + 1) * row), "row " + at);
        }
    }

    @Test
    void copiesNoWeightsThatAreLargeAgainstThePicture() {
        assertEquals(1, FeedForwardGroups.of(new Graph().input("deep", 16, 64, 1280), 10240));
        assertEquals(2, FeedForwardGroups.of(new Graph().input("top", 1024, 16, 320), 2560));
    }

    private float[] run(float[] values, int rows, int tokens) {
        Graph graph = new Graph();
        graph.output("y", Attention.feedForward(Weights.of(graph, tensors), graph.input("x", rows, tokens, CHANNELS)));
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 2))) {
            return session.run(Map.of("x", FloatTensor.of(values, rows, tokens, CHANNELS)))
                    .get("y")
                    .toArray();
        }
    }
}
