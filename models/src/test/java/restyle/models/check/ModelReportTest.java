package restyle.models.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.ModelException;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;
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
