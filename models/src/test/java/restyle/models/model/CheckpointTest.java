package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import restyle.models.nets.TextConfig;
import restyle.models.nets.UNetConfig;
import restyle.models.nets.VaeConfig;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.sampling.Prediction;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** What checkpoints of both layouts say of themselves, and that their networks run. */
class CheckpointTest {

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
    void readsASingleFile() {
        Checkpoint checkpoint = Checkpoint.open(tiny);
        assertEquals(Prediction.EPSILON, checkpoint.prediction());
        assertEquals(0.18215f, checkpoint.latentScale());
        assertEquals(8, checkpoint.vaeFactor());
        assertEquals(64, checkpoint.contextWidth());
        assertEquals(77, checkpoint.maxTokens());
        assertEquals(new UNetConfig(8, 32, 1e-5f), checkpoint.unetConfig());
        assertEquals(new TextConfig(1, false), checkpoint.textConfig());
    }

    @Test
    void readsADiffusersFolder() {
        Checkpoint checkpoint = Checkpoint.open(TestModels.STARTER);
        assertEquals(Prediction.V, checkpoint.prediction());
        assertEquals(1, checkpoint.latentScale());
        assertEquals(4, checkpoint.vaeFactor());
        assertEquals(new UNetConfig(2, 4, 1e-5f), checkpoint.unetConfig());
        assertEquals(new VaeConfig(2), checkpoint.autoencoder().config());
        assertEquals(new TextConfig(4, false), checkpoint.textConfig());
    }

    @Test
    void runsEveryNetworkOfADiffusersFolder() {
        Checkpoint checkpoint = Checkpoint.open(TestModels.STARTER);
        MotionModule motion = MotionModule.open(TestModels.STARTER.resolve("motion"));
        ControlModel control = ControlModel.open(TestModels.STARTER.resolve("controlnet_tile"));
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
        models.copyStarter("unet", "vae", "text_encoder");
        Path scheduler = Files.createDirectories(folder.resolve("scheduler")).resolve("scheduler_config.json");
        Files.writeString(scheduler, "{\"lambda_min_clipped\": -Infinity, \"beta_schedule\": \"scaled_linear\"}");
        assertEquals(Prediction.EPSILON, Checkpoint.open(folder).prediction());
        Files.writeString(scheduler, "{\"prediction_type\": \"sample\"}");
        TestModels.refuses(
                scheduler + ": prediction_type should be epsilon or v_prediction, found sample",
                () -> Checkpoint.open(folder).prediction());
    }

    @Test
    void readsShardsAndHalfPrecisionVariants() throws IOException {
        models.copyStarter("vae", "text_encoder");
        Files.move(
                folder.resolve("vae/diffusion_pytorch_model.safetensors"),
                folder.resolve("vae/diffusion_pytorch_model.fp16.safetensors"));
        Path unet = Files.createDirectories(folder.resolve("unet"));
        Map<String, long[]> first = new LinkedHashMap<>();
        Map<String, long[]> second = new LinkedHashMap<>();
        NetworkFiles.everything(TestModels.STARTER.resolve("unet"))
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
        Files.copy(TestModels.STARTER.resolve("unet/config.json"), unet.resolve("config.json"));
        Checkpoint checkpoint = Checkpoint.open(folder);
        assertEquals(first.size() + second.size(), checkpoint.unet().tensors().size());
        assertEquals(4, checkpoint.vaeFactor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diffusion_pytorch_model.safetensors.index.fp16.json",
                "diffusion_pytorch_model.fp16.safetensors.index.json",
                "diffusion_pytorch_model.non_ema.safetensors",
                "diffusion_pytorch_model.bin",
                "diffusion_pytorch_model.fp16.bin",
                "diffusion_pytorch_model.bin.index.json"
            })
    void readsWhatDiffusersHasSaved(String name) throws IOException {
        models.copyStarter("unet", "vae", "text_encoder");
        Path weights = folder.resolve("unet/diffusion_pytorch_model.safetensors");
        if (name.endsWith(".json")) {
            Files.move(weights, weights.resolveSibling("part"));
            Files.writeString(weights.resolveSibling(name), "{\"weight_map\": {\"conv_in.bias\": \"part\"}}");
        } else {
            Files.move(weights, weights.resolveSibling(name));
        }
        assertEquals(List.of(), Checkpoint.open(folder).problems());
        assertEquals(2, Checkpoint.open(folder).unetConfig().heads());
        if (!name.endsWith(".json")) {
            Checkpoint alone = Checkpoint.open(weights.resolveSibling(name));
            assertEquals(2, alone.unetConfig().heads(), "settings beside a file of such a name count");
        }
    }

    @Test
    void saysHowTheFileOfAFolderShouldBeCalled() throws IOException {
        models.copyStarter("unet", "vae", "text_encoder");
        Path weights = folder.resolve("text_encoder/model.safetensors");
        Files.move(weights, weights.resolveSibling("encoder.safetensors"));
        assertEquals(
                List.of(
                        weights.getParent()
                                + " is a folder whose weights have another name than diffusers gives them (encoder.safetensors); expected a text encoder; name the file itself"),
                Checkpoint.open(folder).problems());
    }

    @Test
    void takesTheVaeOfAnotherFile() {
        Path alone = models.seeded("checkpoint_tiny", name -> name.startsWith("model.") || name.startsWith("cond_"));
        Checkpoint without = Checkpoint.open(alone);
        assertEquals(List.of(alone + " holds no VAE; name one with --vae"), without.problems());
        Checkpoint whole = without.withVae(tiny);
        assertEquals(List.of(), whole.problems());
        assertEquals(8, whole.vaeFactor());
        assertEquals(0.18215f, whole.latentScale());
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
}
