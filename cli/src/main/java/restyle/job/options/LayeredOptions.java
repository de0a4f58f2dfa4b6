package restyle.job.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import restyle.files.Home;
import restyle.job.JobException;

/**
 * The options of a job from all who have a say: the command line over the job file or the user's config over the style over
 * {@link Defaults}. A style that was named for this job is over the config: naming it there is nearer.
 *
 * @param options nothing is missing but what has no default
 * @param jobFile what was read of it, hashes included
 * @param pack folder of the model, whose own networks and styles come first; empty for a single-file checkpoint
 * @param library where the names in the options are looked up
 */
public record LayeredOptions(JobOptions options, JobFile jobFile, Optional<Path> pack, ModelLibrary library) {

    /**
     * Lays the options over each other.
     *
     * @param written document of a job file
     * @param config the user's defaults; they count where there is no job file
     * @throws JobException if the model's name or the style's name is wrong, or an option on the command line is empty
     */
    public static LayeredOptions of(
            JobOptions commandLine, JobFile written, Config config, Home home, Predicate<String> isMatting) {
        List<String> empty = OptionLayers.empty(OptionLayers.tree(commandLine));
        if (!empty.isEmpty()) {
            throw new JobException(empty.stream()
                    .map(key -> "--" + key
                            + ": is empty, perhaps a variable that is not set; give a value, or leave it out")
                    .toList());
        }
        // A copy: the options on the command line serve every clip of a batch.
        JobOptions near = OptionLayers.over(commandLine, written.options());
        JobOptions own = own(near, written, config);
        List<String> mattings = withoutMattings(near, isMatting);
        List<String> otherMattings = withoutMattings(own, isMatting);
        if (mattings.isEmpty()) {
            mattings = otherMattings;
        }
        JobOptions said = OptionLayers.over(near, own);
        ModelLibrary models =
                ModelLibrary.of(home, ModelLibrary.folder(home, said.models).toAbsolutePath());
        Path model = said.model == null ? home.starterPack() : found("--model", said.model, models);
        Optional<Style> style = style(said, model, home);
        JobOptions looks = style.map(Style::options).orElseGet(JobOptions::new);
        JobOptions options = near.style == null
                ? OptionLayers.over(said, looks)
                : OptionLayers.over(OptionLayers.over(near, looks), own);
        options = OptionLayers.over(options, Defaults.below(options));
        if (!mattings.isEmpty()) {
            options.control = options.control == null ? new ArrayList<>() : new ArrayList<>(options.control);
            options.control.addAll(mattings);
        }
        if (options.model == null) {
            options.model = model.toString();
        }
        Path chosen = found("--model", options.model, models);
        options.model = chosen.toString();
        options.style = style.map(Style::name).orElse(null);
        return Files.isDirectory(chosen)
                ? new LayeredOptions(options, written, Optional.of(chosen), models.with(chosen))
                : new LayeredOptions(options, written, Optional.empty(), models);
    }

    /**
     * Lays what was said over the defaults alone, where the model or the style cannot be found: most of it can be judged without them.
     * Empty if there are values that are none.
     */
    public static Optional<LayeredOptions> withoutModel(
            JobOptions commandLine, JobFile written, Config config, Home home) {
        if (!OptionLayers.empty(OptionLayers.tree(commandLine)).isEmpty()) {
            return Optional.empty();
        }
        JobOptions near = OptionLayers.over(commandLine, written.options());
        JobOptions said = OptionLayers.over(near, own(near, written, config));
        ModelLibrary models = new ModelLibrary(List.of(home.models()));
        return Optional.of(
                new LayeredOptions(OptionLayers.over(said, Defaults.below(said)), written, Optional.empty(), models));
    }

    /** What the config says for this job. A style belongs to a model: one that goes with the config's is not meant for another. */
    private static JobOptions own(JobOptions near, JobFile written, Config config) {
        JobOptions own = written.file().isPresent() ? new JobOptions() : config.options();
        if (near.model != null) {
            own.style = null;
        }
        return own;
    }

    /**
     * Takes out controls that make mattes: what they are for is the background, so naming one should not replace the controls of
     * the style.
     */
    private static List<String> withoutMattings(JobOptions said, Predicate<String> isMatting) {
        if (said.control == null) {
            return List.of();
        }
        List<String> mattings = said.control.stream()
                .filter(text -> isMatting.test(text.split(",", 2)[0]))
                .toList();
        List<String> others =
                said.control.stream().filter(text -> !mattings.contains(text)).toList();
        said.control = others.isEmpty() ? null : others;
        return mattings;
    }

    private static Optional<Style> style(JobOptions said, Path model, Home home) {
        Styles styles = Styles.of(model, home);
        if (said.style != null) {
            try {
                return Optional.of(styles.named(said.style));
            } catch (IllegalArgumentException e) {
                throw new JobException("--style: " + e.getMessage());
            }
        }
        return said.model == null ? styles.all().stream().findFirst() : Optional.empty();
    }

    private static Path found(String option, String name, ModelLibrary models) {
        try {
            return models.find(name);
        } catch (IllegalArgumentException e) {
            throw new JobException(option + ": " + e.getMessage());
        }
    }
}
