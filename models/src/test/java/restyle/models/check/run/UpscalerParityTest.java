package restyle.models.check.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static restyle.models.testing.Golden.assertClose;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.engine.upscale.Tiles;
import restyle.models.engine.upscale.Upscaler;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.NetworkRuns;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** Upscalers against BasicSR's, Real-ESRGAN's and SPAN's own classes, on seeded weights; tiles against the whole picture. */
class UpscalerParityTest {
    private static final long SEED = 21;
    private static final Compute COMPUTE = new Compute(Device.CPU, 2);
    private static final Golden GOLDEN = Golden.open("golden/nets/upscalers.safetensors");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "rrdb_x4, 1e-5",
        "rrdb_x2, 1e-5",
        "compact_x4, 1e-5",
        "span_x2, 2e-5",
        "span_x4, 2e-5",
        "span_x2_no_norm, 2e-5"
    })
    void enlargesAsTheOriginalsDo(String name, double tolerance) {
        FloatTensor found = new NetworkRuns(folder)
                .run("upscale", write(name), Map.of("image", picture("small", 1, 12, 16)))
                .get("image");
        assertClose(GOLDEN.get(name), found, tolerance);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsTheNamesOfOlderFiles(boolean oldest) {
        Function<String, String> names = name -> oldest ? oldestName(name, 1) : olderName(name);
        Map<String, long[]> older = new LinkedHashMap<>();
        Map<String, String> originals = new LinkedHashMap<>();
        UpscalerFiles.rrdb(12, 1).forEach((name, shape) -> {
            older.put(names.apply(name), shape);
            originals.put(names.apply(name), name);
        });
        Path file = SeededFiles.write(folder.resolve("old.safetensors"), older, originals::get, SEED, StoredType.F32);
        FloatTensor found = new NetworkRuns(folder)
                .run("upscale", file, Map.of("image", picture("small", 1, 12, 16)))
                .get("image");
        assertClose(GOLDEN.get("rrdb_x2"), found, 1e-5);
    }

    /** How often the size is doubled is told by the names. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8"})
    void readsEveryScaleOfTheOldestFiles(int doublings, int scale) {
        Map<String, long[]> names = new LinkedHashMap<>();
        UpscalerFiles.rrdb(3, 1).forEach((name, shape) -> {
            if (!name.startsWith("conv_up")) {
                names.put(oldestName(name, 1, doublings), shape);
            }
        });
        for (int i = 0; i < doublings; i++) {
            names.put("model." + (3 + 3 * i) + ".weight", new long[] {8, 8, 3, 3});
            names.put("model." + (3 + 3 * i) + ".bias", new long[] {8});
        }
        Path file = SeededFiles.write(folder.resolve("old.safetensors"), names, SEED, StoredType.F16);
        try (Upscaler upscaler = Upscaler.open(file, 5, 6, Tiles.AUTO, COMPUTE)) {
            assertEquals(scale, upscaler.scale());
        }
    }

    @Test
    void shipsOneThatEnlargesFourTimes() {
        FloatTensor flat = FloatTensor.zeros(1, 3, 16, 20);
        for (int i = 0; i < flat.count(); i++) {
            flat.data().put(i, 0.25f);
        }
        // What has no lines stays as it is.
        FloatTensor large = upscale(Path.of("animevideo"), flat, Tiles.AUTO);
        assertArrayEquals(new long[] {1, 3, 64, 80}, large.shape());
        for (float value : large.toArray()) {
            assertEquals(0.25, value, 0.02);
        }
    }

    /** Pictures are larger than tiles, their sides are odd, and there is more than one. */
    @ParameterizedTest
    @CsvSource({"rrdb_x4, 20, 1, 0.0039", "rrdb_x2, 32, 3, 0.0039", "compact_x4, 16, 1, 1e-5", "span_x2, 40, 4, 2e-5"})
    void showsNoSeams(String name, int tile, int batch, double tolerance) {
        FloatTensor picture = picture("picture", 2, 131, 150);
        FloatTensor whole = upscale(write(name), picture, new Tiles(OptionalInt.empty(), 1));
        FloatTensor tiled = upscale(write(name), picture, new Tiles(OptionalInt.of(tile), batch));
        assertClose(whole, tiled, tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        "upscale_x2, 131, 77, 2e-6",
        "upscale_x2_even_sides, 131, 77, 2e-6",
        "upscale_x2_tile16, 40, 33, 2e-6",
        "upscale_x2_tile16, 9, 33, 2"
    })
    void takesAnyNetworkFromPicturesToPictures(String name, int height, int width, double tolerance) {
        Path file = Golden.path("runtime/" + name + ".onnx");
        FloatTensor picture = picture("onnx", 1, height, width);
        FloatTensor tiled = upscale(file, picture, new Tiles(OptionalInt.of(24), 2));
        assertArrayEquals(new long[] {1, 3, 2L * height, 2L * width}, tiled.shape());
        Path whole = Golden.path("runtime/" + name.replace("_tile16", "") + ".onnx");
        assertClose(upscale(whole, picture, Tiles.AUTO), tiled, tolerance);
    }

    @Test
    void refusesWhatIsNoUpscaler() {
        refuses("runtime/relu_any_rows.onnx is not an upscaler: it takes", Golden.path("runtime/relu_any_rows.onnx"));
        Path controlNet = SeededFiles.write(
                folder.resolve("c.safetensors"), SeededFiles.manifest("controlnet_ldm_tiny"), 1, StoredType.F16);
        refuses("is a ControlNet for Stable Diffusion 1.5; expected an upscaler", controlNet);
        Map<String, long[]> more = UpscalerFiles.rrdb(3, 1);
        more.put("body.0.rdb1.conv1x1.weight", new long[] {4, 8, 1, 1});
        refuses(
                "layers that restyle does not compute, among them body.0.rdb1.conv1x1.weight",
                SeededFiles.write(folder.resolve("plus.safetensors"), more, 1, StoredType.F16));
        Map<String, long[]> grey = UpscalerFiles.rrdb(3, 1);
        grey.put("conv_last.weight", new long[] {1, 8, 3, 3});
        grey.put("conv_last.bias", new long[] {1});
        refuses(
                "expected red, green and blue",
                SeededFiles.write(folder.resolve("g.safetensors"), grey, 1, StoredType.F16));
    }

    private static void refuses(String message, Path file) {
        ModelException e = assertThrows(ModelException.class, () -> Upscaler.open(file, 8, 8, Tiles.AUTO, COMPUTE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static FloatTensor upscale(Path file, FloatTensor picture, Tiles tiles) {
        try (Upscaler upscaler = Upscaler.open(file, (int) picture.dim(2), (int) picture.dim(3), tiles, COMPUTE)) {
            return upscaler.upscale(picture);
        }
    }

    private Path write(String name) {
        return UpscalerFiles.write(folder.resolve(name + ".safetensors"), name, SEED);
    }

    private static FloatTensor picture(String name, int frames, int height, int width) {
        float[] values = SeededFiles.noise(name, SEED, 0.25, frames, 3, height, width);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(1, Math.max(0, values[i] + 0.5f));
        }
        return FloatTensor.of(values, frames, 3, height, width);
    }

    private static String olderName(String name) {
        return name.replaceFirst("body\\.(\\d+)\\.rdb(\\d)", "RRDB_trunk.$1.RDB$2")
                .replace("conv_body", "trunk_conv")
                .replaceFirst("conv_up(\\d)", "upconv$1")
                .replace("conv_hr", "HRconv");
    }

    private static String oldestName(String name, int blocks) {
        return oldestName(name, blocks, 2);
    }

    private static String oldestName(String name, int blocks, int doublings) {
        return name.replaceFirst("body\\.(\\d+)\\.rdb(\\d)\\.(conv\\d)", "model.1.sub.$1.RDB$2.$3.0")
                .replace("conv_first", "model.0")
                .replace("conv_body", "model.1.sub." + blocks)
                .replace("conv_up1", "model.3")
                .replace("conv_up2", "model.6")
                .replace("conv_hr", "model." + (2 + 3 * doublings))
                .replace("conv_last", "model." + (4 + 3 * doublings));
    }
}
