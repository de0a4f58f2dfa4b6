package restyle.models.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/Add.3", "taken"})
    void keepsCallersNamesApartFromItsOwn(String name) {
        Graph graph = new Graph();
        graph.input("taken", 1);
        assertThrows(IllegalArgumentException.class, () -> graph.input(name, 1));
    }

    @Test
    void namesNodesAfterTheScopeTheyAreMadeIn() {
        Graph graph = new Graph();
        Tensor x = graph.input("x", 3);
        Tensor y = graph.scoped("mid_block.norm", () -> x.add(x));
        assertTrue(y.toString().startsWith("/mid_block.norm/Add."), y.toString());
        assertTrue(x.add(x).toString().startsWith("/Add."));
    }

    @Test
    void holdsEqualConstantsOnce() {
        Graph graph = new Graph();
        assertEquals(graph.constant(1f, 2f).toString(), graph.constant(1f, 2f).toString());
    }

    @Test
    void refusesAWeightWhoseRegionHasAnotherSize(@TempDir Path folder) {
        FileRegion region = new FileRegion(folder.resolve("w"), 0, 12);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Graph().weight("w", DType.FLOAT16, new long[] {2, 2}, region));
        assertTrue(e.getMessage().contains("needs 8 bytes"), e.getMessage());
    }

    @Test
    void givesTheDeepestFolderThatHoldsAllWeights(@TempDir Path folder) throws IOException {
        Path a = Files.createDirectories(folder.resolve("a/b")).resolve("w1");
        Path b = Files.createDirectories(folder.resolve("a/c")).resolve("w2");
        Files.write(a, new byte[4]);
        Files.write(b, new byte[4]);
        Graph graph = new Graph();
        graph.weight("w1", DType.FLOAT, new long[] {1}, new FileRegion(a, 0, 4));
        graph.weight("w2", DType.FLOAT, new long[] {1}, new FileRegion(b, 0, 4));
        assertEquals(
                Optional.of(folder.resolve("a").toRealPath()), graph.toModel().weightsFolder());
    }

    @Test
    void needsNoFolderWithoutWeights() {
        assertEquals(Optional.empty(), new Graph().toModel().weightsFolder());
    }

    @Test
    void writesMessagesInProtobufsWireFormat() {
        byte[] bytes = new Proto().put(1, 300L).put(2, "ab").put(3, 1f).bytes();
        assertArrayEquals(new byte[] {8, (byte) 0xAC, 2, 18, 2, 'a', 'b', 29, 0, 0, (byte) 0x80, 0x3F}, bytes);
    }
}
