package restyle.models.lora;

import static restyle.models.testing.Golden.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.models.check.run.NetworkRun;
import restyle.models.check.run.RunOptions;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/**
 * LoRAs in every layout, alone and together, against weights that were merged by the published formulas and, where they read the layout,
 * diffusers and PEFT.
 */
class LoraParityTest {
    private static final long SEED = 21;
    private static final double TOLERANCE = 1e-4;
    private static final double TEXT_TOLERANCE = 2e-5;
    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    @TempDir
    static Path folder;

    private static Golden inputs;

    /** A run of the reference: files with their strengths, and what came out. */
    record Case(String folder, JsonNode json) {
        List<String> loras() {
            List<String> loras = new ArrayList<>();
            json.get("loras").forEach(lora -> {
                Path file = Golden.path(
                        "adapters/" + folder + "/" + lora.get("file").asText());
                loras.add(file + ":" + lora.get("strength").asText());
            });
            return loras;
        }

        String option() {
            return folder.equals("lora") ? "--lora" : "--motion-lora";
        }

        Golden expected() {
            return Golden.open("adapters/" + folder + "/" + json.get("expected").asText());
        }

        @Override
        public String toString() {
            return json.get("loras").toString();
        }
    }

    static Stream<Case> loras() throws IOException {
        return cases("lora");
    }

    static Stream<Case> motionLoras() throws IOException {
        return cases("motion_lora");
    }

    private static Stream<Case> cases(String folder) throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(Golden.path("adapters/" + folder + "/cases.json").toFile());
        return StreamSupport.stream(cases.spliterator(), false).map(json -> new Case(folder, json));
    }

    @BeforeAll
    static void writeFiles() {
        inputs = Golden.open("golden/other_files.safetensors");
        for (String manifest : List.of("checkpoint", "motion_original")) {
            SeededFiles.write(file(manifest), SeededFiles.manifest(manifest + "_tiny"), SEED, StoredType.F32);
        }
    }

    @ParameterizedTest
    @MethodSource("loras")
    void changesTextEncoderAndUNet(Case run) {
        Golden expected = run.expected();
        LongTensor tokens = new LongTensor(inputs.longs("tokens").values(), new long[] {1, 77});
        Golden text = run("text", Map.of(run.option(), run.loras()), Map.of("tokens", tokens));
        assertClose(expected.get("context"), text.get("last"), TEXT_TOLERANCE);
        assertClose(expected.get("unet"), unet(run, text.get("last")), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("motionLoras")
    void changesMotionModules(Case run) {
        assertClose(run.expected().get("unet"), unet(run, inputs.get("context")), TOLERANCE);
    }

    private static FloatTensor unet(Case run, HostTensor context) {
        Map<String, HostTensor> in = new TreeMap<>(inputs.floats("latents"));
        in.put("context", context);
        in.put("timestep", LongTensor.of(499));
        String motion = file("motion_original").toString();
        return run("unet", Map.of("--motion", List.of(motion), run.option(), run.loras()), in)
                .get("out");
    }

    private static Golden run(String net, Map<String, List<String>> options, Map<String, HostTensor> in) {
        Path out = file("out_" + System.nanoTime());
        Path given = TensorFiles.write(file("in"), in);
        NetworkRun.of(net).run(List.of(file("checkpoint")), new RunOptions(options), given, out, COMPUTE);
        return Golden.open(out);
    }

    private static Path file(String name) {
        return folder.resolve(name + ".safetensors");
    }
}
