package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.engine.Conditioning;
import restyle.models.engine.LoadedControlNet;
import restyle.models.engine.LoadedUNet;
import restyle.models.engine.PromptEncoder;
import restyle.models.engine.ResidualNames;
import restyle.models.engine.VaeDecoder;
import restyle.models.engine.VaeEncoder;
import restyle.models.graph.ModelException;
import restyle.models.nets.TextConfig;
import restyle.models.nets.UNetConfig;
import restyle.models.nets.VaeConfig;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.sampling.Prediction;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

class CheckpointTest {
    /** A trained model of another form than Stable Diffusion 1.5 in nearly every respect. */
    private static final Path STARTER = Path.of("starter");

    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    @TempDir
    static Path shared;

    private static Path tiny;

    @TempDir
    Path folder;

    @BeforeAll
    static void writeTinyCheckpoint() {
        tiny = SeededFiles.write(
                shared.resolve("tiny.safetensors"), SeededFiles.manifest("checkpoint_tiny"), 1, StoredType.F16);
    }

    @Test
    void readsASingleFile() {
        Checkpoint checkpoint = Checkpoint.open(tiny);
        assertEquals(Prediction.EPSILON, checkpoint.prediction());
        assertEquals(0.18215f, checkpoint.latentScale());
        assertEquals(8, checkpoint.vaeFactor());
        assertEquals(8, checkpoint.unetFactor());
        assertEquals(64, checkpoint.contextWidth());
        assertEquals(77, checkpoint.maxTokens());
        assertEquals(new UNetConfig(8, 32, 1e-5f), checkpoint.unetConfig());
        assertEquals(new TextConfig(1, false), checkpoint.textConfig());
    }

    @Test
    void readsADiffusersFolder() {
        Checkpoint checkpoint = Checkpoint.open(STARTER);
        assertEquals(Prediction.V, checkpoint.prediction());
        assertEquals(1, checkpoint.latentScale());
        assertEquals(4, checkpoint.vaeFactor());
        assertEquals(new UNetConfig(2, 4, 1e-5f), checkpoint.unetConfig());
        assertEquals(new VaeConfig(2), checkpoint.autoencoder().config());
        assertEquals(new TextConfig(4, false), checkpoint.textConfig());
    }

    @Test
    void runsEveryNetworkOfADiffusersFolder() {
        Checkpoint checkpoint = Checkpoint.open(STARTER);
        MotionModule motion = MotionModule.open(STARTER.resolve("motion"));
        ControlModel control = ControlModel.open(STARTER.resolve("controlnet_tile"));
        control.requireFits(checkpoint);
        assertEquals(Optional.of(32), motion.maxFrames());
        FloatTensor context;
        try (PromptEncoder text = PromptEncoder.open(checkpoint, COMPUTE)) {
            context = text.encode(new long[77], 1);
        }
        FloatTensor image = FloatTensor.zeros(1, 3, 32, 64);
        FloatTensor latents;
        try (VaeEncoder vae = VaeEncoder.open(checkpoint, 32, 64, COMPUTE)) {
            latents = vae.encode(image);
        }
        assertArrayEquals(new long[] {1, 4, 8, 16}, latents.shape());
        List<FloatTensor> residuals;
        try (LoadedControlNet net = LoadedControlNet.open(control, 8, 16, 77, 64, COMPUTE)) {
            residuals = net.run(latents, 499, context, image);
        }
        try (LoadedUNet unet =
                LoadedUNet.open(checkpoint, Optional.of(motion), new LoadedUNet.Size(1, 8, 16, 77), true, COMPUTE)) {
            assertEquals(
                    ResidualNames.name(residuals).keySet(),
                    unet.additionShapes().keySet());
            latents = unet.run(latents, 499, Conditioning.of(context).with(ResidualNames.name(residuals)));
        }
        try (VaeDecoder vae = VaeDecoder.open(checkpoint, 8, 16, COMPUTE)) {
            FloatTensor decoded = vae.decode(latents);
            assertArrayEquals(image.shape(), decoded.shape());
            for (float value : decoded.toArray()) {
                assertTrue(Math.abs(value) < 10, "a pixel is " + value);
            }
        }
    }

    @Test
    void readsNumbersThatAreNotJson() throws IOException {
        copyStarter("unet", "vae", "text_encoder");
        Path scheduler = Files.createDirectories(folder.resolve("scheduler")).resolve("scheduler_config.json");
        Files.writeString(scheduler, "{\"lambda_min_clipped\": -Infinity, \"beta_schedule\": \"scaled_linear\"}");
        assertEquals(Prediction.EPSILON, Checkpoint.open(folder).prediction());
        Files.writeString(scheduler, "{\"prediction_type\": \"sample\"}");
        refuses(
                scheduler + ": prediction_type should be epsilon or v_prediction, found sample",
                () -> Checkpoint.open(folder).prediction());
    }

    @Test
    void readsShardsAndHalfPrecisionVariants() throws IOException {
        copyStarter("vae", "text_encoder");
        Files.move(
                folder.resolve("vae/diffusion_pytorch_model.safetensors"),
                folder.resolve("vae/diffusion_pytorch_model.fp16.safetensors"));
        Path unet = Files.createDirectories(folder.resolve("unet"));
        Map<String, long[]> first = new LinkedHashMap<>();
        Map<String, long[]> second = new LinkedHashMap<>();
        NetworkFiles.everything(STARTER.resolve("unet"))
                .tensors()
                .forEach((name, tensor) -> (name.startsWith("down") ? first : second).put(name, tensor.shape()));
        SeededFiles.write(unet.resolve("diffusion_pytorch_model-00001-of-00002.safetensors"), first, 1, StoredType.F16);
        SeededFiles.write(
                unet.resolve("diffusion_pytorch_model-00002-of-00002.safetensors"), second, 1, StoredType.F16);
        Files.writeString(unet.resolve("diffusion_pytorch_model.safetensors.index.json"), """
                {"metadata": {}, "weight_map": {
                  "down_blocks.0.resnets.0.conv1.bias": "diffusion_pytorch_model-00001-of-00002.safetensors",
                  "conv_in.bias": "diffusion_pytorch_model-00002-of-00002.safetensors"}}
                """);
        Files.copy(STARTER.resolve("unet/config.json"), unet.resolve("config.json"));
        Checkpoint checkpoint = Checkpoint.open(folder);
        assertEquals(first.size() + second.size(), checkpoint.unet().tensors().size());
        assertEquals(4, checkpoint.vaeFactor());
    }

    @Test
    void takesTheVaeOfAnotherFile() {
        Path alone = seeded("checkpoint_tiny", name -> name.startsWith("model.") || name.startsWith("cond_"));
        Checkpoint without = Checkpoint.open(alone);
        assertEquals(List.of(alone + " holds no VAE; name one with --vae"), without.problems());
        Checkpoint whole = without.withVae(tiny);
        assertEquals(List.of(), whole.problems());
        assertEquals(8, whole.vaeFactor());
        assertEquals(0.18215f, whole.latentScale());
    }

    @Test
    void refusesAnotherFamilysVae() throws IOException {
        refuses(
                "the VAE " + tiny + " does not fit the model starter: one of its latents stands for 8 pixels",
                () -> Checkpoint.open(STARTER).withVae(tiny));
        for (String part : List.of("unet", "vae", "text_encoder")) {
            Files.createDirectories(folder.resolve(part));
        }
        SeededFiles.writeFolder(folder, 1, StoredType.F16);
        Path config = folder.resolve("vae/config.json");
        Files.writeString(config, "{\"_class_name\": \"AutoencoderKL\", \"scaling_factor\": 0.13025}");
        refuses(
                "the VAE " + folder + " does not fit the model " + tiny + ": its latents are scaled by 0.13025",
                () -> Checkpoint.open(tiny).withVae(folder));
        Files.writeString(config, "{\"_class_name\": \"AutoencoderKLWan\"}");
        refuses(
                config + ": _class_name should be AutoencoderKL, found AutoencoderKLWan",
                () -> Checkpoint.open(tiny).withVae(folder));
    }

    @Test
    void saysEverythingThatAModelLacksAtOnce() {
        Path cut = seeded(
                "checkpoint_tiny",
                name -> name.startsWith("model.") && !name.endsWith("middle_block.2.in_layers.2.bias"));
        List<String> problems = Checkpoint.open(cut).problems();
        assertEquals(3, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith(cut + " has no tensor mid_block.resnets.1.conv1.bias"), problems.get(0));
        assertTrue(problems.get(1).startsWith(cut + " holds no VAE"), problems.get(1));
        assertTrue(problems.get(2).startsWith(cut + " holds no text encoder"), problems.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v_pred", "yaml"})
    void findsVPredictionInSingleFiles(String sign) throws IOException {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        if (sign.equals("yaml")) {
            Files.writeString(folder.resolve("v.yaml"), "model:\n  params:\n    parameterization: \"v\"\n");
        } else {
            names.put(sign, new long[0]);
        }
        Path file = SeededFiles.write(folder.resolve("v.safetensors"), names, 1, StoredType.F16);
        assertEquals(Prediction.V, Checkpoint.open(file).prediction());
        assertEquals(List.of(), Checkpoint.open(file).problems());
        assertEquals(
                Prediction.EPSILON,
                Checkpoint.open(file).withPrediction(Prediction.EPSILON).prediction());
    }

    @Test
    void refusesLayersThatItHasNoUseFor() {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        names.put("model.diffusion_model.time_embed.cond_proj.weight", new long[] {32, 256});
        Path lcm = SeededFiles.write(folder.resolve("lcm.safetensors"), names, 1, StoredType.F16);
        refuses(
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
    void saysWhatAFileOfAnotherKindIs() {
        Path motion = seeded("motion_original_tiny");
        refuses(
                motion + " is an AnimateDiff motion module, version 2; expected a Stable Diffusion 1.5 checkpoint",
                () -> Checkpoint.open(motion));
        Path control = seeded("controlnet_ldm_tiny");
        refuses(control + " is a ControlNet for Stable Diffusion 1.5; expected", () -> Checkpoint.open(control));
        refuses(
                control + " is a ControlNet for Stable Diffusion 1.5; expected a motion module; name it in --control",
                () -> MotionModule.open(control));
        refuses(
                motion + " is an AnimateDiff motion module, version 2; expected a ControlNet; give it to --motion",
                () -> ControlModel.open(motion));
        Path lora = SeededFiles.write(
                folder.resolve("lora.safetensors"),
                Map.of("lora_unet_mid_block_attentions_0_proj_in.lora_down.weight", new long[] {4, 8}),
                1,
                StoredType.F16);
        refuses(lora + " is a LoRA; expected", () -> Checkpoint.open(lora));
        refuses("there is no model " + folder.resolve("none"), () -> Checkpoint.open(folder.resolve("none")));
        refuses(folder + " is a folder without weights; expected", () -> Checkpoint.open(folder));
    }

    @Test
    void saysWhatDoesNotFitTogether() {
        Checkpoint starter = Checkpoint.open(STARTER);
        Path motion = seeded("motion_original_tiny");
        refuses(
                "the motion module " + motion + " does not fit the model starter: it is 32 channels wide, the model 48",
                () -> MotionModule.open(motion).requireFits(starter));
        Path control = seeded("controlnet_diffusers_tiny");
        refuses(
                "the ControlNet " + control + " does not fit the model starter: it has 32 channels wide, the model 48",
                () -> ControlModel.open(control).requireFits(starter));
    }

    @Test
    void refusesMotionModulesThatAreNotWholeOrNotAlone() {
        Map<String, long[]> names = SeededFiles.manifest("motion_original_tiny");
        names.put("controlnet_cond_embedding.conv_in.weight", new long[] {16, 4, 3, 3});
        Path sparse = SeededFiles.write(folder.resolve("sparse.safetensors"), names, 1, StoredType.F16);
        refuses(
                sparse
                        + " is a SparseCtrl network, a ControlNet with motion modules of its own; expected a motion module",
                () -> MotionModule.open(sparse));
        Path cut = seeded("motion_original_tiny", name -> !name.startsWith("up_blocks.3.motion_modules.2"));
        refuses(cut + " has no tensors of up_blocks.3.motion_modules.2", () -> MotionModule.open(cut));
        Path bias = seeded(
                "motion_original_tiny",
                name -> !name.equals(
                        "up_blocks.3.motion_modules.2.temporal_transformer.transformer_blocks.0.ff.net.2.bias"));
        refuses(
                bias + " has no tensor up_blocks.3.motion_modules.2.transformer_blocks.0.ff.net.2.bias",
                () -> MotionModule.open(bias));
        names.remove("controlnet_cond_embedding.conv_in.weight");
        names.put("down_blocks.0.motion_modules.0.temporal_transformer.gate.weight", new long[] {32});
        Path more = SeededFiles.write(folder.resolve("more.safetensors"), names, 1, StoredType.F16);
        refuses(
                more + ": its motion module has tensors that restyle has no use for, so it is of another form: "
                        + "down_blocks.0.motion_modules.0.gate.weight",
                () -> MotionModule.open(more));
        Map<String, long[]> shallow = SeededFiles.manifest("motion_original_tiny");
        shallow.keySet()
                .removeIf(name -> name.matches("(down_blocks.\\d.motion_modules.1|up_blocks.\\d.motion_modules.2).*"));
        Path other = SeededFiles.write(folder.resolve("shallow.safetensors"), shallow, 1, StoredType.F16);
        refuses(
                "the motion module " + other + " does not fit the model " + tiny
                        + ": it has none for [down_blocks.0 layer 1 (32 channels), ",
                () -> MotionModule.open(other).requireFits(Checkpoint.open(tiny)));
    }

    @Test
    void saysThatAMotionModuleKnowsNoWindowsOfThatLength() {
        MotionModule motion = MotionModule.open(STARTER.resolve("motion"));
        LoadedUNet.Size size = new LoadedUNet.Size(33, 8, 8, 77);
        refuses(
                "the motion module knows windows of at most 32 frames, found 33",
                () -> LoadedUNet.open(Checkpoint.open(STARTER), Optional.of(motion), size, false, COMPUTE));
    }

    @Test
    void namesTheTensorThatATruncatedModelLacks() {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_tiny");
        names.keySet().removeIf(name -> !name.startsWith("model.diffusion_model."));
        names.remove("model.diffusion_model.middle_block.1.proj_out.weight");
        Path file = SeededFiles.write(folder.resolve("cut.safetensors"), names, 1, StoredType.F16);
        LoadedUNet.Size size = new LoadedUNet.Size(1, 8, 8, 77);
        refuses(
                file + " has no tensor mid_block.attentions.0.proj_out.weight",
                () -> LoadedUNet.open(Checkpoint.open(file), Optional.empty(), size, false, COMPUTE));
    }

    @Test
    void refusesSettingsThatItDoesNotCompute() throws IOException {
        copyStarter("unet", "vae", "text_encoder");
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
        refuses(
                config + ": norm_num_groups should be a whole number above 0, found \"four\"",
                () -> Checkpoint.open(folder).unetConfig());
        Files.writeString(config, "{");
        refuses(config + " is not JSON: ", () -> Checkpoint.open(folder));
    }

    private void copyStarter(String... parts) throws IOException {
        for (String part : parts) {
            Path target = Files.createDirectories(folder.resolve(part));
            try (var files = Files.list(STARTER.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
    }

    private Path seeded(String manifest) {
        return seeded(manifest, name -> true);
    }

    private Path seeded(String manifest, Predicate<String> kept) {
        Map<String, long[]> names = SeededFiles.manifest(manifest);
        names.keySet().removeIf(kept.negate());
        return SeededFiles.write(folder.resolve(manifest + ".safetensors"), names, 1, StoredType.F16);
    }

    private static void refuses(String message, Executable operation) {
        ModelException e = assertThrows(ModelException.class, operation);
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}
