package restyle.models.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.model.NetworkFiles;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.NonFinite;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorValues;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.names.NetworkKind;

class ModelReportTest {
    @TempDir
    Path folder;

    @Test
    void reportsADiffusersFolderAsComplete() {
        ModelReport report = ModelReport.of(Path.of("starter"));
        assertEquals(ModelKind.SD15_CHECKPOINT, report.kind());
        assertEquals(
                List.of(NetworkKind.UNET, NetworkKind.VAE, NetworkKind.TEXT_ENCODER),
                report.networks().stream().map(ModelReport.Network::part).toList());
        assertTrue(
                report.networks().stream().allMatch(network -> network.problem().isEmpty()), report.toString());
        assertEquals(Set.of(), report.unknown());
        assertEquals(Set.of(StoredType.F16), report.types().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "motion_original_tiny, motion module, AnimateDiff",
        "motion_diffusers_tiny, motion module, diffusers",
        "controlnet_ldm_tiny, ControlNet, original",
        "controlnet_diffusers_tiny, ControlNet, diffusers"
    })
    void reportsSingleNetworksAsComplete(String manifest, String part, String layout) {
        Map<String, long[]> names = SeededFiles.manifest(manifest);
        Path file = SeededFiles.write(folder.resolve("net.safetensors"), names, 1, StoredType.BF16);
        ModelReport report = ModelReport.of(file);
        ModelReport.Network network = report.networks().get(0);
        assertEquals(1, report.networks().size());
        assertEquals(part, network.part().toString());
        assertEquals(layout, network.layout());
        assertEquals(Optional.empty(), network.problem());
        assertEquals(Set.of(), report.unknown());
        assertEquals(names.size(), report.tensors());
    }

    @Test
    void namesWhatIsMissingAndWhatHasNoUse() {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        names.keySet().removeIf(name -> name.startsWith("cond_stage_model."));
        names.remove("first_stage_model.decoder.norm_out.bias");
        names.put("model.diffusion_model.label_emb.weight", new long[] {2, 2});
        names.put("cosine", new long[] {1});
        names.put("betas", new long[] {1000});
        names.put("model_ema.decay", new long[] {});
        Path file = SeededFiles.write(folder.resolve("cut.safetensors"), names, 1, StoredType.F16);
        ModelReport report = ModelReport.of(file);
        assertEquals(ModelKind.SD15_CHECKPOINT, report.kind());
        String extra = report.networks().get(0).problem().orElseThrow();
        assertTrue(extra.endsWith("so it is of another form: label_emb.weight"), extra);
        String problem = report.networks().get(1).problem().orElseThrow();
        assertTrue(problem.startsWith(file + " has no tensor decoder.conv_norm_out.bias"), problem);
        assertTrue(report.unknown().containsAll(Set.of("cosine", "model.diffusion_model.label_emb.weight")));
        assertTrue(report.unknown().stream().noneMatch(Set.of("betas", "model_ema.decay")::contains));
        assertTrue(report.lines().get(0).endsWith("cut.safetensors: a Stable Diffusion 1.5 checkpoint"));
    }

    @Test
    void saysWhatToDoWithFilesOfOtherKinds() {
        Map<String, long[]> names =
                Map.of("lora_unet_mid_block_attentions_0_proj_in.lora_down.weight", new long[] {4, 8});
        Path lora = SeededFiles.write(folder.resolve("lora.safetensors"), names, 1, StoredType.F16);
        List<String> lines = ModelReport.of(lora).lines();
        assertEquals(List.of(lora + ": a LoRA; give it to --lora", "1 tensors, 32 parameters, {F16=1}"), lines);
    }

    @Test
    void findsValuesThatAreNoNumbers() {
        float[] values = {1, Float.NaN, Float.NEGATIVE_INFINITY, 0, -65504};
        Path file = TensorFiles.write(
                folder.resolve("bad.safetensors"),
                Map.of("a.weight", FloatTensor.of(values, 5), "b.weight", FloatTensor.zeros(3)));
        ValuesReport report = ValuesReport.of(file);
        assertEquals(Map.of("a.weight", new NonFinite(1, 1)), report.found());
        assertTrue(report.lines().get(0).startsWith("values: 1 not a number, 1 infinite in 1 of 2 tensors"));
        for (String type : List.of("F16", "BF16", "F32", "F64", "F8_E4M3", "F8_E5M2", "I8")) {
            Path every = Golden.path("safetensors/" + type + ".safetensors");
            for (StoredTensor tensor : NetworkFiles.everything(every).tensors().values()) {
                float[] read = TensorValues.floats(tensor);
                long infinite = IntStream.range(0, read.length)
                        .filter(i -> Float.isInfinite(read[i]))
                        .count();
                long none = IntStream.range(0, read.length)
                        .filter(i -> Float.isNaN(read[i]))
                        .count();
                NonFinite counted = NonFinite.in(tensor);
                assertEquals(none, counted.nans(), type + " " + tensor);
                if (tensor.type() != StoredType.F64) {
                    assertEquals(infinite, counted.infinities(), type + " " + tensor);
                }
            }
        }
    }

    @Test
    void tellsOnnxFilesByWhatGoesInAndComesOut() throws IOException {
        Map<String, Map<String, long[]>> files = Map.of(
                "a matting network", Map.of("src", new long[] {1, 3, 8, 8}),
                "a pose network", Map.of("simcc_x", new long[] {1, 133, 576}, "simcc_y", new long[] {1, 133, 768}),
                "a detector", Map.of("output", new long[] {1, 8400, 85}),
                "an ONNX network", Map.of("y", new long[] {1}));
        for (Map.Entry<String, Map<String, long[]>> file : files.entrySet()) {
            Graph graph = new Graph();
            file.getValue().forEach((name, shape) -> {
                Tensor in = graph.input(name.equals("src") ? name : "in_" + name, shape);
                graph.output(name.equals("src") ? "pha" : name, in.add(in));
            });
            if (file.getValue().containsKey("src")) {
                for (String state : List.of("r1i", "r2i", "r3i", "r4i", "downsample_ratio")) {
                    Tensor in = graph.input(state, 1);
                    graph.output(state + "o", in.add(in));
                }
            }
            Path path = Files.write(folder.resolve("net.ONNX"), graph.toModel().bytes());
            assertTrue(OnnxReport.isOnnx(path));
            OnnxReport report = OnnxReport.of(path);
            assertTrue(report.lines().get(0).startsWith(path + ": " + file.getKey()), report.toString());
        }
    }

    @Test
    void showsWhatTheMakerWrote() {
        ModelReport report = ModelReport.of(Golden.path("safetensors/good_metadata.safetensors"));
        assertEquals(ModelKind.EMBEDDING, report.kind());
        assertTrue(report.lines().contains("metadata k: v"));
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThrows(ModelException.class, () -> ModelReport.of(folder.resolve("none.safetensors")));
        Path bad = Golden.path("safetensors/bad_json.safetensors");
        ModelException e = assertThrows(ModelException.class, () -> ModelReport.of(bad));
        assertTrue(e.getMessage().startsWith(bad.toString()), e.getMessage());
    }
}
