package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.Graph;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredType;
import restyle.models.weights.Weights;
import restyle.models.weights.format.Safetensors;

class DoubledPicturesTest {
    @TempDir
    Path folder;

    /** Weights that see the same pixel of a doubled picture are added and, for integers, rounded together; that is all that changes. */
    @Test
    void convolveAsTheSameLayerInFloats() {
        String layer = "decoder.up_blocks.0.upsamplers.0.conv";
        StateDict tensors = StateDict.of(Safetensors.read(SeededFiles.write(
                folder.resolve("vae.safetensors"),
                Map.of(layer + ".weight", new long[] {40, 33, 3, 3}, layer + ".bias", new long[] {40}),
                1,
                StoredType.F16)));
        Folding folding = FoldedWeights.of(tensors, new Compute(Device.CPU, 1).with(precision -> Precision.INT8));
        Graph graph = new Graph();
        Tensor x = graph.input("x", 2, 33, 5, 7);
        Weights floats = Weights.of(graph, tensors).at(layer);
        graph.output("resized", floats.conv(x.resizeNearest(10, 14)));
        graph.output("floats", floats.convDoubled(x));
        graph.output("integers", Weights.of(graph, folding.tensors()).at(layer).convDoubled(x));
        float[] values = new float[2 * 33 * 5 * 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            Map<String, FloatTensor> results = session.run(Map.of("x", FloatTensor.of(values, 2, 33, 5, 7)));
            float[] expected = results.get("resized").toArray();
            assertArrayEquals(expected, results.get("floats").toArray(), 1e-5f);
            float[] found = results.get("integers").toArray();
            double square = 0;
            double off = 0;
            for (int i = 0; i < expected.length; i++) {
                square += expected[i] * expected[i];
                off += (found[i] - expected[i]) * (found[i] - expected[i]);
            }
            assertEquals(2 * 40 * 10 * 14, found.length);
            assertTrue(off > 0 && Math.sqrt(off / square) < 0.02, "off by " + Math.sqrt(off / square));
        }
    }
}
