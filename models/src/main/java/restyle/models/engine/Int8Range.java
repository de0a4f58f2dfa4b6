package restyle.models.engine;

import java.util.Arrays;
import java.util.Map;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.Int8Ops;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;

/**
 * Finds the largest integer that weights may be. Kernels for x86 processors without VNNI add two products in 16 bits, which overflow from 65
 * on; whether they do here is seen from a product that is known.
 */
final class Int8Range {
    private static final int ALL = 127;
    private static final int HALF = 64;

    private static final int SIZE = 64;

    private Int8Range() {}

    private static final class Found {
        static final int LARGEST = isExact() ? ALL : HALF;
    }

    /** Returns it for this processor. */
    static int largest() {
        return Found.LARGEST;
    }

    /** Multiplies only the largest numbers. */
    private static boolean isExact() {
        float[] weights = new float[SIZE * SIZE];
        float[] scales = new float[SIZE];
        float[] values = new float[SIZE * SIZE];
        Arrays.fill(weights, ALL);
        Arrays.fill(scales, 1);
        Arrays.fill(values, 1);
        Graph graph = new Graph();
        graph.output(
                "product",
                Int8Ops.linear(
                        graph.input("x", SIZE, SIZE),
                        graph.constant(weights).reshape(SIZE, SIZE).cast(DType.INT8),
                        graph.constant(scales),
                        null));
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            float product = session.run(Map.of("x", FloatTensor.of(values, SIZE, SIZE)))
                    .get("product")
                    .toArray()[0];
            return Math.abs(product - SIZE * ALL) < 1;
        }
    }
}
