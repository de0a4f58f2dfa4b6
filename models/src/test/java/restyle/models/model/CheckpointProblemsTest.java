package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.check.ModelReport;
import restyle.models.engine.LoadedUNet;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/** What is said of checkpoints that lack something, that are something else, or that do not fit together. */
class CheckpointProblemsTest {

    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    @TempDir
    static Path shared;

    private static Path tiny;

    @TempDir
    Path folder;

    private TestModels models;

    @BeforeAll
    static void writeTinyCheckpoint() {
        tiny = new TestModels(shared).seeded("checkpoint_tiny");
    }

    @BeforeEach
    void useTheFolder() {
        models = new TestModels(folder);
    }

    @Test
    void saysEverythingThatAModelLacksAtOnce() {
        Path cut = models.seeded(
                "checkpoint_tiny",
                name -> name.startsWith("model.") && !name.endsWith("middle_block.2.in_layers.2.bias"));
        List<String> problems = Checkpoint.open(cut).problems();
        assertEquals(3, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith(cut + " has no tensor mid_block.resnets.1.conv1.bias"), problems.get(0));
        assertTrue(problems.get(1).startsWith(cut + " holds no VAE"), problems.get(1));
        assertTrue(problems.get(2).startsWith(cut + " holds no text encoder"), problems.get(2));
    }

    @Test
    void namesTheTensorThatATruncatedModelLacks() {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        names.keySet().removeIf(name -> !name.startsWith("model.diffusion_model."));
        names.remove("model.diffusion_model.middle_block.1.proj_out.weight");
        Path file = SeededFiles.write(folder.resolve("cut.safetensors"), names, 1, StoredType.F16);
        LoadedUNet.Size size = new LoadedUNet.Size(1, 8, 8, 77);
        TestModels.refuses(
                file + " has no tensor mid_block.attentions.0.proj_out.weight",
                () -> LoadedUNet.open(Checkpoint.open(file), Optional.empty(), size, false, COMPUTE));
    }

    @Test
    void refusesLayersThatItHasNoUseFor() {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        names.put("model.diffusion_model.time_embed.cond_proj.weight", new long[] {32, 256});
        Path lcm = SeededFiles.write(folder.resolve("lcm.safetensors"), names, 1, StoredType.F16);
        TestModels.refuses(
                lcm
                        + " is a UNet that was distilled to take its guidance as an input (LCM); expected a Stable Diffusion",
                () -> Checkpoint.open(lcm));
        names.remove("model.diffusion_model.time_embed.cond_proj.weight");
        names.put("model.diffusion_model.input_blocks.1.1.transformer_blocks.0.fuser.norm1.weight", new long[] {32});
        Path gligen = SeededFiles.write(folder.resolve("gligen.safetensors"), names, 1, StoredType.F16);
        String problem = Checkpoint.open(gligen).problems().get(0);
        assertTrue(problem.startsWith(gligen + ": its UNet has tensors that restyle has no use for"), problem);
    }

    @Test
    void refusesSettingsThatItDoesNotCompute() throws IOException {
        models.copyStarter("unet", "vae", "text_encoder");
        Path config = folder.resolve("unet/config.json");
        String json = Files.readString(config);
        Files.writeString(config, json.replace("\"act_fn\": \"silu\"", "\"act_fn\": \"gelu\""));
        assertEquals(
                List.of(config + ": act_fn should be silu, found \"gelu\""),
                Checkpoint.open(folder).problems());
        Files.writeString(config, json.replace("\"time_cond_proj_dim\": null", "\"time_cond_proj_dim\": 256"));
        assertEquals(
                List.of(config + ": time_cond_proj_dim should be null, found 256"),
                Checkpoint.open(folder).problems());
        Files.writeString(config, json.replaceFirst("\\{", "{\"new_layer\": 3, \"newer\": false,"));
        assertEquals(
                List.of(config + ": the entry new_layer: 3 is not known to restyle and has no effect"),
                Checkpoint.open(folder).notes());
        Files.writeString(config, json.replace("\"norm_num_groups\": 4", "\"norm_num_groups\": \"four\""));
        TestModels.refuses(
                config + ": norm_num_groups should be a whole number above 0, found \"four\"",
                () -> Checkpoint.open(folder).unetConfig());
        Files.writeString(config, "{");
        TestModels.refuses(config + " is not JSON: ", () -> Checkpoint.open(folder));
    }

    @Test
    void saysWhatAFileOfAnotherKindIs() {
        Path motion = models.seeded("motion_original_tiny");
        TestModels.refuses(
                motion + " is an AnimateDiff motion module, version 2; expected a Stable Diffusion 1.5 checkpoint",
                () -> Checkpoint.open(motion));
        Path control = models.seeded("controlnet_ldm_tiny");
        TestModels.refuses(
                control + " is a ControlNet for Stable Diffusion 1.5; expected", () -> Checkpoint.open(control));
        TestModels.refuses(
                control + " is a ControlNet for Stable Diffusion 1.5; expected a motion module; name it in --control",
                () -> MotionModule.open(control));
        TestModels.refuses(
                motion + " is an AnimateDiff motion module, version 2; expected a ControlNet; give it to --motion",
                () -> ControlModel.open(motion));
        TestModels.refuses(
                motion + " is an AnimateDiff motion module, version 2; expected a ControlNet or a T2I-Adapter; give it",
                () -> ControlModel.requireControl(motion));
        ControlModel.requireControl(control);
        TestModels.refuses(
                control + " is a ControlNet for Stable Diffusion 1.5; expected an upscaler that restyle computes"
                        + " (RRDBNet, SRVGGNetCompact, SPAN); name it in --control",
                () -> UpscalerModel.open(control));
        Path lora = SeededFiles.write(
                folder.resolve("lora.safetensors"),
                Map.of("lora_unet_mid_block_attentions_0_proj_in.lora_down.weight", new long[] {4, 8}),
                1,
                StoredType.F16);
        TestModels.refuses(lora + " is a LoRA; expected", () -> Checkpoint.open(lora));
        TestModels.refuses(
                "there is no model " + folder.resolve("none"), () -> Checkpoint.open(folder.resolve("none")));
    }

    @Test
    void saysWhatAPlaceWithoutWeightsHolds() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        TestModels.refuses(empty + " is an empty folder; expected a Stable Diffusion", () -> Checkpoint.open(empty));
        TestModels.refuses(empty + " is an empty folder; expected a motion module", () -> MotionModule.open(empty));
        TestModels.refuses(empty + " is an empty folder; expected an upscaler", () -> UpscalerModel.open(empty));
        TestModels.refuses(
                empty + " is an empty folder; expected a ControlNet or a T2I-Adapter",
                () -> ControlModel.requireControl(empty));
        TestModels.refuses(empty + " is an empty folder; expected a model", () -> ModelReport.of(empty));
        TestModels.refuses(folder + " is a folder without weights; expected an IP", () -> IpAdapterModel.open(folder));
        models.seeded("controlnet_ldm_tiny");
        TestModels.refuses(
                folder + " is a folder whose weights have another name than diffusers gives them"
                        + " (controlnet_ldm_tiny.safetensors); expected a ControlNet; name the file itself",
                () -> ControlModel.open(folder));
        Path file = TensorFiles.write(folder.resolve("none.safetensors"), Map.of());
        TestModels.refuses(file + " holds no tensors; expected a depth network", () -> DepthModel.open(file));
    }

    /** Networks are built of what weights have, so nothing else would miss these. */
    @ParameterizedTest
    @CsvSource({
        "model.diffusion_model.input_blocks.4.1., down_blocks.1.attentions.0",
        "model.diffusion_model.output_blocks.11.1., up_blocks.3.attentions.2",
        "model.diffusion_model.middle_block.1., mid_block.attentions.0",
        "model.diffusion_model.output_blocks.11., 'left over, so the decoding half lacks'",
        "model.diffusion_model.input_blocks.11., do not fit together",
        "model.diffusion_model.middle_block.1.transformer_blocks., mid_block.attentions.0.transformer_blocks.0.norm1.weight",
        "first_stage_model.encoder.down.2.block.1., encoder.down_blocks.2.resnets.1",
        "first_stage_model.decoder.up.0.block.2., decoder.up_blocks.3.resnets.2",
        "first_stage_model.decoder.mid.attn_1., decoder.mid_block.attentions.0",
        "first_stage_model.decoder.up.1.upsample., the decoder makes pictures 4 times as large"
    })
    void missesEveryLayer(String prefix, String missed) {
        Checkpoint checkpoint = Checkpoint.open(models.seeded("checkpoint_tiny", name -> !name.startsWith(prefix)));
        List<String> problems = checkpoint.problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains(missed), problems.get(0));
    }

    @Test
    void refusesMoreLayersThanTheOtherHalfFeeds() {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        String last = "model.diffusion_model.output_blocks.11.";
        Map.copyOf(names).forEach((name, shape) -> {
            if (name.startsWith(last)) {
                names.put(name.replace(last, "model.diffusion_model.output_blocks.12."), shape);
            }
        });
        Path file = SeededFiles.write(folder.resolve("more.safetensors"), names, 1, StoredType.F16);
        assertEquals(
                List.of(
                        file
                                + ": the tensors of its UNet do not fit together: the decoding half has more layers than the encoding half has results"),
                Checkpoint.open(file).problems());
    }

    @Test
    void missesTheLastLayersOfEncoders() throws IOException {
        models.copyStarter("unet", "vae", "text_encoder");
        Path config = folder.resolve("text_encoder/config.json");
        String said = Files.readString(config);
        int layers = NetworkConfig.read(config).integer("num_hidden_layers", 0);
        Files.writeString(
                config, said.replace("\"num_hidden_layers\": " + layers, "\"num_hidden_layers\": " + (layers + 1)));
        List<String> problems = Checkpoint.open(folder).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(
                problems.get(0).startsWith("%s: num_hidden_layers is %d, and ".formatted(config, layers + 1)),
                problems.get(0));
        Path depth = models.seeded("depth", name -> !name.startsWith("pretrained.blocks.11."));
        TestModels.refuses(
                depth + ": the tensors of its depth network do not fit together: found 11 blocks",
                () -> DepthModel.open(depth));
    }

    @Test
    void saysWhichControlsHaveTooFewLayers() {
        Checkpoint checkpoint = Checkpoint.open(tiny);
        Path control = models.seeded(
                "controlnet_ldm_tiny",
                name -> !name.contains(".zero_convs.11.") && !name.contains(".input_blocks.11."));
        TestModels.refuses(
                "the ControlNet " + control + " does not fit the model " + tiny + ": it has 12 residuals, the model 13",
                () -> ControlModel.open(control).requireFits(checkpoint));
        Path adapter = models.seeded("t2i_adapter", name -> !name.matches("body\\.[67]\\..*"));
        TestModels.refuses(
                "the T2I-Adapter " + adapter + " does not fit the model " + tiny + ": it has 3 levels, the model 4",
                () -> T2IAdapterModel.open(adapter).requireFits(checkpoint));
        Path odd = models.seeded("t2i_adapter", name -> !name.startsWith("body.7."));
        TestModels.refuses(
                odd + ": the tensors of its T2I-Adapter do not fit together: the adapter has 7 blocks, expected 2",
                () -> T2IAdapterModel.open(odd));
    }

    @Test
    void saysWhatDoesNotFitTogether() {
        Checkpoint starter = Checkpoint.open(TestModels.STARTER);
        Path motion = models.seeded("motion_original_tiny");
        TestModels.refuses(
                "the motion module " + motion + " does not fit the model starter: it is 32 channels wide, the model 48",
                () -> MotionModule.open(motion).requireFits(starter));
        Path control = models.seeded("controlnet_diffusers_tiny");
        TestModels.refuses(
                "the ControlNet " + control + " does not fit the model starter: it has 32 channels wide, the model 48",
                () -> ControlModel.open(control).requireFits(starter));
    }

    @Test
    void refusesAnotherFamilysVae() throws IOException {
        TestModels.refuses(
                "the VAE " + tiny + " does not fit the model starter: one of its latents stands for 8 pixels",
                () -> Checkpoint.open(TestModels.STARTER).withVae(tiny));
        for (String part : List.of("unet", "vae", "text_encoder")) {
            Files.createDirectories(folder.resolve(part));
        }
        SeededFiles.writeFolder(folder, 1, StoredType.F16);
        Path config = folder.resolve("vae/config.json");
        Files.writeString(config, "{\"_class_name\": \"AutoencoderKL\", \"scaling_factor\": 0.13025}");
        TestModels.refuses(
                "the VAE " + folder + " does not fit the model " + tiny + ": its latents are scaled by 0.13025",
                () -> Checkpoint.open(tiny).withVae(folder));
        Files.writeString(config, "{\"_class_name\": \"AutoencoderKLWan\"}");
        TestModels.refuses(
                config + ": _class_name should be AutoencoderKL, found AutoencoderKLWan",
                () -> Checkpoint.open(tiny).withVae(folder));
    }
}
