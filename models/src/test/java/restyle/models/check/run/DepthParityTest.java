package restyle.models.check.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static restyle.models.testing.Golden.assertClose;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.ModelException;
import restyle.models.model.DepthModel;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.NetworkRuns;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/** Depth Anything V2 against its authors' code and transformers, on seeded weights narrower than Small's. */
class DepthParityTest {
    private static final long SEED = 21;
    private static final double TOLERANCE = 1e-4;
    private static final Golden GOLDEN = Golden.open("golden/nets/depth.safetensors");

    @TempDir
    static Path folder;

    private static Path original;

    @BeforeAll
    static void writeFile() {
        original = SeededFiles.write(
                folder.resolve("depth_anything_v2_vits.safetensors"),
                SeededFiles.manifest("depth"),
                SEED,
                DepthParityTest::change);
    }

    @ParameterizedTest
    @CsvSource({"84, 84, original", "70, 126, original", "70, 126, transformers"})
    void estimatesDepth(long height, long width, String rule) {
        Golden found = new NetworkRuns(folder)
                .run("depth", original, Map.of("image", pixels(height, width)), "--positions", rule);
        assertClose(GOLDEN.get("%dx%d.%s".formatted(height, width, rule)), found.get("depth"), TOLERANCE);
    }

    /** As many patches as positions: none is interpolated. */
    @Test
    void estimatesDepthAtTheSizeItWasTrainedFor() {
        FloatTensor depth = new NetworkRuns(folder)
                .run("depth", original, Map.of("image", pixels(518, 518)))
                .get("depth");
        FloatTensor every14th = FloatTensor.zeros(1, 37, 37);
        for (int i = 0; i < every14th.count(); i++) {
            every14th.data().put(i, depth.data().get(14 * (i / 37) * 518 + 14 * (i % 37)));
        }
        assertClose(GOLDEN.get("518x518.every_14th"), every14th, TOLERANCE);
    }

    @Test
    void readsTheFolderOfTransformers() throws IOException {
        Path model = Files.createDirectories(folder.resolve("transformers"));
        Files.writeString(model.resolve("config.json"), "{\"backbone_config\": {\"out_indices\": [3, 6, 9, 12]}}");
        TensorFiles.write(model.resolve("model.safetensors"), transformersTensors());
        Golden found = new NetworkRuns(folder).run("depth", model, Map.of("image", pixels(70, 126)));
        assertClose(GOLDEN.get("70x126.original"), found.get("depth"), TOLERANCE);
    }

    /** The first version has the same tensors, and takes other blocks. */
    @Test
    void tellsVersionsApartByNameOrSettings() throws IOException {
        assertEquals(List.of(2, 5, 8, 11), DepthModel.open(original).config().taken());
        Path first = Files.copy(original, folder.resolve("depth_anything_vits14.safetensors"));
        assertEquals(List.of(8, 9, 10, 11), DepthModel.open(first).config().taken());
        Path metric = Files.copy(original, folder.resolve("depth_anything_v2_metric_hypersim_vits.safetensors"));
        refuses("estimates metres", () -> DepthModel.open(metric));
    }

    @Test
    void refusesSizesThatDoNotDivideIntoPatches() {
        refuses(
                "sides divisible by 14, found 98x90",
                () -> new NetworkRuns(folder).run("depth", original, Map.of("image", pixels(90, 98))));
        Path hed = SeededFiles.write(
                folder.resolve("hed.safetensors"),
                Map.of("block1.convs.0.weight", new long[] {4, 3, 3, 3}),
                1,
                StoredType.F16);
        refuses("is a HED edge detector; expected a depth network", () -> DepthModel.open(hed));
    }

    private static void refuses(String message, Runnable call) {
        ModelException e = assertThrows(ModelException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static FloatTensor pixels(long height, long width) {
        String name = "pixels_%dx%d".formatted(height, width);
        return FloatTensor.of(SeededFiles.noise(name, SEED, 1, 1, 3, height, width), 1, 3, height, width);
    }

    /** Larger values where small ones would silence a part. */
    private static DoubleUnaryOperator change(String name) {
        if (name.endsWith("pos_embed")) {
            return value -> value * 120;
        } else if (name.endsWith(".gamma")) {
            return value -> value * 10;
        } else if (name.endsWith("output_conv2.0.weight")) {
            return value -> value * 2;
        }
        return name.endsWith("output_conv2.2.bias") ? value -> value + 2 : DoubleUnaryOperator.identity();
    }

    /** The same values under transformers' names; queries, keys and values are thirds of one tensor. */
    private static Map<String, FloatTensor> transformersTensors() {
        Map<String, long[]> shapes = SeededFiles.manifest("depth");
        Map<String, JsonNode> names = SeededFiles.resource(
                "depth_transformers_names", new TypeReference<LinkedHashMap<String, JsonNode>>() {});
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        names.forEach((name, source) -> {
            String from = source.get(0).textValue();
            long[] shape = shapes.get(from).clone();
            float[] values = SeededFiles.tensor(from, SEED, shape);
            DoubleUnaryOperator change = change(from);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) change.applyAsDouble(values[i]);
            }
            if (!source.get(1).isNull()) {
                int third = values.length / 3;
                int part = source.get(1).intValue();
                values = Arrays.copyOfRange(values, part * third, (part + 1) * third);
                shape[0] /= 3;
            }
            tensors.put(name, FloatTensor.of(values, shape));
        });
        return tensors;
    }
}
