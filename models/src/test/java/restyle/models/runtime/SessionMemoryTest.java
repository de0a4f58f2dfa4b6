package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;

class SessionMemoryTest {
    private static final int LEVELS = 16;
    private static final int SIZE = 3 << 20;

    /** Down through shapes that are all different and up through the same again, as a UNet does it: only two are needed at a time. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void isNotKeptForEachShape() throws IOException {
        Graph graph = new Graph();
        Tensor x = graph.input("x", SIZE);
        for (int step = 0; step < 2 * LEVELS; step++) {
            long rows = 1L << (step < LEVELS ? step : 2 * LEVELS - 1 - step);
            x = x.reshape(3, rows, -1).permute(1, 0, 2);
        }
        graph.output("sum", x.reshape(1, -1).mean(1));
        FloatTensor zeros = FloatTensor.zeros(SIZE);
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            long before = resident();
            session.run(Map.of("x", zeros));
            long used = resident() - before;
            long values = (long) SIZE * Float.BYTES;
            assertTrue(used < LEVELS / 2 * values, used / values + " tensors at once");
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
