package restyle.models.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import restyle.models.graph.ModelException;
import restyle.models.sampling.Prediction;
import restyle.models.weights.TensorFile;
import restyle.models.weights.format.TensorFiles;

/**
 * What a UNet was trained to predict, as far as files say it: a diffusers folder in its scheduler_config.json; a single file by a tensor
 * {@code v_pred}, by its metadata {@code modelspec.prediction_type} (Stability-AI/ModelSpec), or by a .yaml file of its name with
 * CompVis' {@code parameterization}.
 *
 * @param stated in words of any of these; empty if nothing says it, which is usual and means noise
 * @param where it is stated, for messages
 * @param scheduler settings beside the networks of a folder
 */
record PredictionKind(Optional<String> stated, String where, NetworkConfig scheduler) {
    private static final String MARK = "v_pred";
    private static final String METADATA = "modelspec.prediction_type";
    private static final Pattern PARAMETERIZATION =
            Pattern.compile("^\\s*parameterization:\\s*[\"']?(\\w+)", Pattern.MULTILINE);
    private static final long MAX_YAML_BYTES = 1 << 20;

    private static final Map<String, Prediction> WORDS = Map.of(
            "epsilon", Prediction.EPSILON,
            "eps", Prediction.EPSILON,
            "v", Prediction.V,
            "v_prediction", Prediction.V,
            "v-prediction", Prediction.V);

    /** @param path a model's file or folder */
    static PredictionKind of(Path path) {
        NetworkConfig scheduler = NetworkConfig.read(path.resolve("scheduler").resolve("scheduler_config.json"));
        if (Files.isDirectory(path)) {
            String type = scheduler.text("prediction_type", "");
            return new PredictionKind(
                    Optional.of(type).filter(text -> !text.isEmpty()),
                    scheduler.path() + ": prediction_type",
                    scheduler);
        }
        TensorFile file = TensorFiles.read(path);
        if (file.tensors().keySet().stream().anyMatch(name -> name.equals(MARK) || name.endsWith("." + MARK))) {
            return new PredictionKind(Optional.of("v"), path + ": " + MARK, scheduler);
        }
        String metadata = file.metadata().get(METADATA);
        if (metadata != null) {
            return new PredictionKind(
                    Optional.of(metadata.toLowerCase(Locale.ROOT)), path + ": " + METADATA, scheduler);
        }
        Path yaml = yaml(path);
        return new PredictionKind(parameterization(yaml), yaml + ": parameterization", scheduler);
    }

    /** @throws ModelException if a file says something that is not computed here */
    Prediction prediction() {
        Prediction known = WORDS.get(stated.orElse("epsilon"));
        if (known == null) {
            throw new ModelException(
                    "%s should be epsilon or v_prediction, found %s".formatted(where, stated.orElseThrow()));
        }
        return known;
    }

    Optional<String> problem() {
        try {
            prediction();
            scheduler.require("num_train_timesteps", 1000).requireAbsent("trained_betas");
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Returns what the folder's own schedule would do otherwise than those of motion modules. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (scheduler.json().path("rescale_betas_zero_snr").asBoolean(false)) {
            notes.add(scheduler.path() + ": rescale_betas_zero_snr has no effect, the schedule is the motion module's");
        }
        return notes;
    }

    private static Path yaml(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".yaml");
    }

    private static Optional<String> parameterization(Path yaml) {
        try {
            if (!Files.isRegularFile(yaml) || Files.size(yaml) > MAX_YAML_BYTES) {
                return Optional.empty();
            }
            Matcher found = PARAMETERIZATION.matcher(new String(Files.readAllBytes(yaml), StandardCharsets.UTF_8));
            return Stream.of(found).filter(Matcher::find).map(m -> m.group(1)).findFirst();
        } catch (IOException e) {
            throw new ModelException("cannot read " + yaml + ": " + e.getMessage(), e);
        }
    }
}
