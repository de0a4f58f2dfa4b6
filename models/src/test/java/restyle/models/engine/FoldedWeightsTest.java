package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.Precision;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.Grain;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;
import restyle.models.weights.patch.Addition;
import restyle.models.weights.patch.Decomposition;
import restyle.models.weights.patch.Decomposition.Norm;
import restyle.models.weights.patch.Delta;
import restyle.models.weights.patch.Hadamard;
import restyle.models.weights.patch.Kronecker;
import restyle.models.weights.patch.LowRank;
import restyle.models.weights.patch.Matrix;
import restyle.models.weights.patch.Patch;
import restyle.models.weights.patch.Patches;
import restyle.models.weights.patch.Tucker;

/** Formulas that no golden file has, against plain loops, and how changed weights are kept. */
class FoldedWeightsTest {
    private static final int OUT = 6;
    private static final int IN = 4;
    private static final int PIXELS = 9;

    @TempDir
    Path folder;

    private final Map<String, long[]> names = new TreeMap<>();
    private StateDict tensors;

    private StoredTensor tensor(String name) {
        return tensors.get(name);
    }

    private double[] values(String name) {
        return doubles(tensor(name));
    }

    private static double[] doubles(StoredTensor tensor) {
        float[] values = TensorValues.floats(tensor);
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private void write(StoredType type) {
        names.put("conv.weight", new long[] {OUT, IN, 3, 3});
        tensors = StateDict.of(Safetensors.read(SeededFiles.write(folder.resolve("net.safetensors"), names, 1, type)));
    }

    private double[] fold(Patch... patches) {
        Folding folding = FoldedWeights.of(tensors, Patches.of(List.of(patches)), new Compute(Device.CPU, 1));
        assertArrayEquals(
                tensor("conv.weight").shape(),
                folding.tensors().get("conv.weight").shape());
        return doubles(folding.tensors().get("conv.weight"));
    }

    private double[] fold(Delta delta) {
        return fold(new Addition("conv.weight", delta, 0.5f));
    }

    private interface Element {
        double at(int out, int in, int pixel);
    }

    private double[] expected(Element change) {
        double[] weight = values("conv.weight");
        for (int i = 0; i < weight.length; i++) {
            weight[i] += 0.5 * change.at(i / (IN * PIXELS), i / PIXELS % IN, i % PIXELS);
        }
        return weight;
    }

    @Test
    void multipliesTuckersFactors() {
        names.put("core", new long[] {2, 3, 3, 3});
        names.put("up", new long[] {2, OUT});
        names.put("down", new long[] {3, IN});
        write(StoredType.BF16);
        double[] core = values("core");
        double[] up = values("up");
        double[] down = values("down");
        Element tucker = (o, i, k) -> {
            double sum = 0;
            for (int p = 0; p < 2; p++) {
                for (int q = 0; q < 3; q++) {
                    sum += up[p * OUT + o] * core[(p * 3 + q) * PIXELS + k] * down[q * IN + i];
                }
            }
            return sum;
        };
        Delta delta = new Tucker(tensor("core"), tensor("up"), true, tensor("down"));
        assertArrayEquals(expected(tucker), fold(delta), 1e-6);
        assertArrayEquals(
                expected((o, i, k) -> tucker.at(o, i, k) * tucker.at(o, i, k)), fold(new Hadamard(delta, delta)), 1e-6);
    }

    @Test
    void multipliesKroneckersFactorsForConvolutions() {
        names.put("small", new long[] {2, 2});
        names.put("large", new long[] {3, 2, 3, 3});
        write(StoredType.F16);
        double[] small = values("small");
        double[] large = values("large");
        assertArrayEquals(
                expected((o, i, k) -> small[o / 3 * 2 + i / 2] * large[(o % 3 * 2 + i % 2) * PIXELS + k]),
                fold(new Kronecker(new Matrix(tensor("small")), new Matrix(tensor("large")))),
                1e-6);
    }

    @Test
    void decomposesByRowsAndColumns() {
        names.put("up", new long[] {OUT, 2, 1, 1});
        names.put("down", new long[] {2, IN, 3, 3});
        names.put("rows", new long[] {OUT, 1, 1, 1});
        names.put("columns", new long[] {1, IN, 1, 1});
        write(StoredType.F32);
        double[] before = values("conv.weight");
        LowRank delta = new LowRank(tensor("up"), tensor("down"));
        double[] after = fold(new Addition("conv.weight", delta, 2));
        double[] gentle = fold(new Addition("conv.weight", delta, 0.6f));
        double[] rows = values("rows");
        double[] columns = values("columns");
        assertArrayEquals(
                blend(before, scaled(after, before, rows, i -> i / (IN * PIXELS))),
                fold(new Decomposition("conv.weight", delta, 2, tensor("rows"), 0.3f, Norm.ROW_BEFORE)),
                1e-5);
        assertArrayEquals(
                blend(before, scaled(after, after, columns, i -> i / PIXELS % IN)),
                fold(new Decomposition("conv.weight", delta, 2, tensor("columns"), 0.3f, Norm.COLUMN_AFTER)),
                1e-5);
        assertArrayEquals(
                scaled(gentle, gentle, rows, i -> i / (IN * PIXELS)),
                fold(new Decomposition("conv.weight", delta, 2, tensor("rows"), 0.3f, Norm.ROW_AFTER)),
                1e-5);
    }

    private interface Group {
        int of(int element);
    }

    /** Gives each group of elements the length that it should have, where {@code measured} tells the one it has. */
    private static double[] scaled(double[] values, double[] measured, double[] lengths, Group group) {
        double[] squares = new double[lengths.length];
        for (int i = 0; i < measured.length; i++) {
            squares[group.of(i)] += measured[i] * measured[i];
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] * lengths[group.of(i)] / Math.sqrt(squares[group.of(i)]);
        }
        return result;
    }

    private static double[] blend(double[] from, double[] to) {
        double[] result = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            result[i] = from[i] + 0.3f * (to[i] - from[i]);
        }
        return result;
    }

    @Test
    void keepsChangedWeightsForTheSameChangesOnly() throws IOException {
        names.put("up", new long[] {OUT, 2});
        names.put("down", new long[] {2, IN, 3, 3});
        write(StoredType.F16);
        Path kept = folder.resolve("kept");
        Compute compute = new Compute(Device.CPU, 1, Optional.of(kept));
        Patches half =
                Patches.of(List.of(new Addition("conv.weight", new LowRank(tensor("up"), tensor("down")), 0.5f)));
        Patches whole = Patches.of(List.of(new Addition("conv.weight", new LowRank(tensor("up"), tensor("down")), 1)));
        Folding first = FoldedWeights.of(tensors, half, compute);
        assertFalse(first.kept());
        assertTrue(FoldedWeights.of(tensors, half, compute).kept());
        assertFalse(FoldedWeights.of(tensors, whole, compute).kept());
        // Whatever befalls the file, the weights are right.
        Path file = first.tensors().get("conv.weight").region().file();
        Files.write(file, new byte[] {1, 2, 3});
        Folding again = FoldedWeights.of(tensors, half, compute);
        assertFalse(again.kept());
        assertEquals(OUT * IN * PIXELS, doubles(again.tensors().get("conv.weight")).length);
        SeededFiles.write(folder.resolve("net.safetensors"), names, 2, StoredType.F16);
        assertFalse(FoldedWeights.of(tensors, half, compute).kept());
        try (Stream<Path> files = Files.list(kept)) {
            assertTrue(files.allMatch(path -> path.toString().endsWith(".safetensors")));
        }
        assertEquals(names.keySet(), again.tensors().tensors().keySet());
    }

    @Test
    void goToATemporaryFileWhereTheyCannotBeKept() throws IOException {
        write(StoredType.F16);
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Patches patches = Patches.of(List.of(Addition.of("conv.weight", tensor("conv.weight"))));
        Folding folding = FoldedWeights.of(tensors, patches, new Compute(Device.CPU, 1, Optional.of(file)));
        assertEquals(2 * values("conv.weight")[5], doubles(folding.tensors().get("conv.weight"))[5], 1e-6);
        assertFalse(folding.kept());
        String notice = folding.notice().orElseThrow();
        assertTrue(
                notice.startsWith("changed weights cannot be kept for the next run: cannot write the 0 MB of changed"
                        + " weights to " + file),
                notice);
    }

    /** Each value of a layer is off by half a step at most, and the steps are the largest value's of what shares a scale. */
    @ParameterizedTest
    @CsvSource({
        "attentions.0.transformer_blocks.0.ff.net.2, TENSOR",
        "attentions.0.transformer_blocks.0.ff.net.0.proj, HALVES",
        "motion_modules.0.transformer_blocks.0.attn1.to_q, RUNS",
        "resnets.0.conv1, COLUMNS"
    })
    void roundsToIntegers(String layer, Grain grain) throws IOException {
        String name = "down_blocks.0." + layer + ".weight";
        long[] shape = grain == Grain.COLUMNS ? new long[] {40, 33, 3, 3} : new long[] {40, 150};
        names.put(name, shape);
        write(StoredType.F16);
        Compute compute = new Compute(Device.CPU, 1, Optional.of(folder.resolve("kept")), Precision.INT8);
        Folding folding = FoldedWeights.of(tensors, compute);
        assertEquals(1, folding.rounded());
        float[] scales = TensorValues.floats(folding.tensors().get(grain.scales(name)));
        long[] integers = TensorValues.longs(folding.tensors().get(grain.integers(name)));
        double[] expected = values(name);
        int pixels = grain == Grain.COLUMNS ? PIXELS : 1;
        int in = expected.length / 40 / pixels;
        for (int i = 0; i < expected.length; i++) {
            int out = i / (in * pixels);
            int channel = i / pixels % in;
            int at = grain == Grain.HALVES
                    ? (out / 20 * in + channel) * 20 + out % 20
                    : (i % pixels * in + channel) * 40 + out;
            double found = grain == Grain.RUNS
                    ? (integers[out * 256 + channel] - 128) * scales[out * 2 + channel / 128]
                    : integers[at] * scales[out];
            float scale = grain == Grain.RUNS ? scales[out * 2 + channel / 128] : scales[out];
            assertEquals(expected[i], found, 0.501 * scale);
        }
        assertTrue(FoldedWeights.of(tensors, compute).kept());
        assertEquals(
                0,
                FoldedWeights.of(tensors, compute.with(Precision::ofEncoders)).rounded());
    }
}
