package restyle.models.check.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static restyle.models.testing.Golden.assertClose;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.engine.ReferenceEncoder;
import restyle.models.graph.ModelException;
import restyle.models.model.ImageEncoderModel;
import restyle.models.model.IpAdapterModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.NetworkRuns;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** T2I-Adapters and IP-Adapters against diffusers and transformers, on seeded weights. */
class AdapterParityTest {
    private static final long SEED = 21;
    private static final double TOLERANCE = 1e-4;
    private static final Golden T2I = Golden.open("golden/nets/t2i_adapter.safetensors");
    private static final Golden IP = Golden.open("golden/nets/ip_adapter.safetensors");

    @TempDir
    Path folder;

    private NetworkRuns runs;

    /** The names under which a T2I-Adapter's tensors are met. */
    enum Layout {
        ORIGINAL(name -> name),
        WRAPPED(name -> "adapter." + name),
        DIFFUSERS(name -> "adapter."
                + Pattern.compile("body\\.(\\d+)\\.(.*)").matcher(name).replaceAll(m -> {
                    int index = Integer.parseInt(m.group(1));
                    return m.group(2).startsWith("in_conv")
                            ? "body.%d.%s".formatted(index / 2, m.group(2))
                            : "body.%d.resnets.%d.%s".formatted(index / 2, index % 2, m.group(2));
                }));

        final UnaryOperator<String> rename;

        Layout(UnaryOperator<String> rename) {
            this.rename = rename;
        }
    }

    @BeforeEach
    void prepare() {
        runs = new NetworkRuns(folder);
    }

    @ParameterizedTest
    @EnumSource
    void computesFeaturesFromEveryLayout(Layout layout) {
        Map<String, long[]> names = new LinkedHashMap<>();
        Map<String, String> originals = new LinkedHashMap<>();
        SeededFiles.manifest("t2i_adapter").forEach((name, shape) -> {
            names.put(layout.rename.apply(name), shape);
            originals.put(layout.rename.apply(name), name);
        });
        Path file = SeededFiles.write(file("t2i"), names, originals::get, SEED, StoredType.F32);
        Golden found = runs.run("t2i", file, Map.of("maps", t2iMaps().rows(0, 1)));
        for (int i = 0; i < 4; i++) {
            assertClose(T2I.get("feature_" + i + "_of_frame_0"), found.get("feature_" + i), TOLERANCE);
        }
    }

    @Test
    void encodesPictures() {
        Golden found = runs.run("image", write("image_encoder", StoredType.F32), IP.floats("image"));
        assertClose(IP.get("image_embeds"), found.get("image_embeds"), 2e-5);
        assertClose(IP.get("penultimate"), found.get("penultimate"), 2e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip_adapter", "ip_adapter_plus"})
    void makesTokensOfPictures(String adapter) {
        Path file = write(adapter, StoredType.F16);
        Golden found = runs.run("ip-tokens", file, IP.floats("image_embeds", "penultimate"));
        assertClose(IP.get(adapter + ".tokens"), found.get("image_tokens"), 2e-5);
    }

    @Test
    void averagesReferencePicturesAndKnowsWhatNoneIs() {
        ImageEncoderModel encoder = ImageEncoderModel.open(write("image_encoder", StoredType.F32));
        IpAdapterModel plus = IpAdapterModel.open(write("ip_adapter_plus", StoredType.F16));
        Compute compute = new Compute(Device.CPU, 2);
        FloatTensor image = IP.get("image");
        try (ReferenceEncoder reference = ReferenceEncoder.open(plus, encoder, compute)) {
            assertClose(IP.get("ip_adapter_plus.tokens"), reference.tokens(List.of(image, image)), 2e-5);
            FloatTensor zeros = FloatTensor.zeros(1, 3, reference.side(), reference.side());
            assertClose(reference.tokens(List.of(zeros)), reference.negative(), 0);
        }
        IpAdapterModel plain = IpAdapterModel.open(write("ip_adapter", StoredType.F16));
        Golden none = runs.run("ip-tokens", plain.path(), Map.of("image_embeds", FloatTensor.zeros(1, 32)));
        try (ReferenceEncoder reference = ReferenceEncoder.open(plain, encoder, compute)) {
            assertClose(IP.get("ip_adapter.tokens"), reference.tokens(List.of(image)), 2e-5);
            assertClose(none.get("image_tokens"), reference.negative(), 0);
        }
    }

    @Test
    void refusesAnEncoderOfAnotherWidth() {
        Map<String, long[]> names = SeededFiles.manifest("ip_adapter");
        names.put("image_proj.proj.weight", new long[] {256, 48});
        IpAdapterModel adapter = IpAdapterModel.open(SeededFiles.write(file("wide"), names, SEED, StoredType.F16));
        ImageEncoderModel encoder = ImageEncoderModel.open(write("image_encoder", StoredType.F16));
        ModelException e = assertThrows(
                ModelException.class, () -> ReferenceEncoder.open(adapter, encoder, new Compute(Device.CPU, 1)));
        assertTrue(e.getMessage().contains("it gives 32 channels, the adapter takes 48"), e.getMessage());
    }

    private Path write(String manifest, StoredType type) {
        return SeededFiles.write(file(manifest), SeededFiles.manifest(manifest), SEED, type);
    }

    private Path file(String name) {
        return folder.resolve(name + ".safetensors");
    }

    private static FloatTensor t2iMaps() {
        float[] values = SeededFiles.noise("t2i_maps", SEED, 0.25, 16, 3, 64, 96);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(255 * Math.min(1, Math.max(0, values[i] + 0.5f))) / 255f;
        }
        return FloatTensor.of(values, 16, 3, 64, 96);
    }
}
