package restyle.models.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Shapes that operations give, and the errors for operands that do not fit; what they compute is seen in OperationsTest. */
class TensorTest {
    private final Graph graph = new Graph();
    private final Tensor picture = graph.input("picture", 2, 6, 9, 13);
    private final Tensor tokens = graph.input("tokens", 2, 7, 12);

    @Test
    void knowsTheShapeOfEveryResult() {
        assertArrayEquals(new long[] {2, 6, 117}, picture.reshape(2, 6, -1).shape());
        assertArrayEquals(new long[] {13, 9, 2, 6}, picture.permute(3, 2, 0, 1).shape());
        assertArrayEquals(new long[] {2, 12, 7}, tokens.t().shape());
        assertArrayEquals(new long[] {2, 7, 7}, tokens.matmul(tokens.t()).shape());
        assertArrayEquals(new long[] {2, 12, 9, 13}, picture.concat(1, picture).shape());
        assertArrayEquals(new long[] {2, 6, 9, 3}, picture.slice(-1, 10, 13).shape());
        assertArrayEquals(new long[] {2, 6, 4, 6}, picture.maxPool(2, 2).shape());
        assertArrayEquals(new long[] {2, 6, 1, 1}, picture.mean(2, 3).shape());
        assertArrayEquals(
                new long[] {2, 6, 20, 5}, picture.resizeBilinear(20, 5).shape());
        assertArrayEquals(
                new long[] {2, 6, 10, 14}, picture.padBottomRight(1, 1).shape());
    }

    @Test
    void halvesOddSizesUpwards() {
        Tensor weight = graph.input("weight", 4, 6, 3, 3);
        assertArrayEquals(
                new long[] {2, 4, 5, 7}, picture.conv(weight, null, 2, 1, 1).shape());
        assertArrayEquals(
                new long[] {2, 4, 4, 6}, picture.conv(weight, null, 2, 0, 1).shape());
    }

    @Test
    void broadcastsFromTheLastAxis() {
        assertArrayEquals(
                new long[] {2, 6, 9, 13},
                picture.add(graph.input("shift", 6, 1, 1)).shape());
    }

    @Test
    void namesBothShapesWhenOperandsDoNotFit() {
        refuses("picture[2, 6, 9, 13] does not broadcast with tokens[2, 7, 12]", () -> picture.add(tokens));
        refuses("tokens[2, 7, 12] cannot multiply tokens[2, 7, 12]", () -> tokens.matmul(tokens));
        refuses("picture[2, 6, 9, 13] cannot be reshaped to [5, -1]", () -> picture.reshape(5, -1));
        refuses("picture[2, 6, 9, 13] cannot be permuted by [0, 1, 1, 2]", () -> picture.permute(0, 1, 1, 2));
        refuses("picture[2, 6, 9, 13] has no 9..14 on axis 3", () -> picture.slice(3, 9, 14));
        refuses("picture[2, 6, 9, 13] has no 4 equal groups of channels", () -> picture.groupNorm(4, 1e-5f));
        refuses("no axis 4 in a tensor of rank 4", () -> picture.dim(4));
    }

    @Test
    void refusesLayersOfTheWrongWidth() {
        Tensor weight = graph.input("weight", 5, 11);
        refuses("tokens[2, 7, 12] does not fit a layer with weight weight[5, 11]", () -> tokens.linear(weight, null));
        Tensor kernel = graph.input("kernel", 4, 5, 3, 3);
        refuses(
                "picture[2, 6, 9, 13] cannot be convolved with kernel[4, 5, 3, 3]",
                () -> picture.conv(kernel, null, 1, 1, 1));
        refuses(
                "tokens[2, 7, 12] cannot attend with 5 heads to tokens[2, 7, 12]",
                () -> tokens.attention(tokens, tokens, 5, false));
    }

    @Test
    void refusesToMixElementTypes() {
        Tensor ids = graph.input("ids", DType.INT64, 2, 7, 12);
        refuses("tokens[2, 7, 12] is of another type than ids[2, 7, 12] INT64", () -> tokens.add(ids));
    }

    private static void refuses(String message, Executable operation) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, operation);
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }
}
