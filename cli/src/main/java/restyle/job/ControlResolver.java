package restyle.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.plugins.ResultKind;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginPreprocessor;
import restyle.plugins.host.SettingsException;
import restyle.plugins.host.SettingsReader;
import restyle.video.MediaPath;

/** Looks up preprocessors, their settings and their ControlNets. */
final class ControlResolver {

    private final PluginHost plugins;
    private final ModelLibrary library;
    private final Problems problems;
    private final List<String> written = new ArrayList<>();

    ControlResolver(PluginHost plugins, ModelLibrary library, Problems problems) {
        this.plugins = plugins;
        this.library = library;
        this.problems = problems;
    }

    List<Job.Control> resolve(List<String> texts) {
        List<Job.Control> controls = new ArrayList<>();
        for (String text : texts) {
            problems.check("--control", () -> ControlOption.parse(text))
                    .flatMap(this::resolve)
                    .ifPresent(controls::add);
        }
        return controls;
    }

    /** The controls as options, with paths in place of names. */
    List<String> written() {
        return written;
    }

    private Optional<Job.Control> resolve(ControlOption option) {
        String where = "--control " + option.name();
        option.map().ifPresent(map -> Endpoints.media(problems, () -> MediaPath.input(map)));
        Optional<Settings> settings =
                option.name().equals(ControlOption.FILE) ? fileSettings(option, where) : pluginSettings(option, where);
        Optional<Path> net = problems.check(where, () -> net(option));
        if (settings.isEmpty() || net.isEmpty()) {
            return Optional.empty();
        }
        written.add(text(option, net.get(), settings.get()));
        return Optional.of(
                new Job.Control(option.name(), net, option.scale(), option.range(), option.map(), settings.get()));
    }

    private Optional<Settings> fileSettings(ControlOption option, String where) {
        if (!option.settings().isEmpty()) {
            problems.add(where + ": has no setting "
                    + String.join(", ", option.settings().keySet()) + "; it takes map, net, scale, start, end");
            return Optional.empty();
        }
        return Optional.of(new Settings(Map.of()));
    }

    private Optional<Settings> pluginSettings(ControlOption option, String where) {
        PluginPreprocessor plugin = plugins.preprocessors().get(option.name());
        if (plugin == null) {
            problems.add("%s: no such preprocessor; there are %s".formatted(where, names()));
            return Optional.empty();
        }
        if (plugin.produces() != ResultKind.CONTROL_MAP) {
            problems.add(where + ": makes mattes, which no ControlNet reads");
            return Optional.empty();
        }
        if (option.map().isPresent()) {
            return Optional.of(new Settings(Map.of())); // ready-made maps: the preprocessor does not run
        }
        try {
            return Optional.of(new SettingsReader(library).read(plugin, option.settings()));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add(where + ": " + problem));
            return Optional.empty();
        }
    }

    private String names() {
        return String.join(", ", plugins.preprocessors().keySet()) + ", " + ControlOption.FILE;
    }

    /** The ControlNet that is named, or the one that goes with the preprocessor by its name. */
    private Path net(ControlOption option) {
        if (option.net().isPresent()) {
            return library.find(option.net().get());
        }
        return library.lookUp("controlnet_" + option.name())
                .orElseThrow(() -> new IllegalArgumentException(
                        "which ControlNet reads the maps? Add net=FILE (looked for controlnet_%s in %s)"
                                .formatted(option.name(), library.places())));
    }

    private static String text(ControlOption option, Path net, Settings settings) {
        StringBuilder text = new StringBuilder(option.name()).append(",net=").append(net);
        text.append(",scale=").append(option.scale());
        text.append(",start=").append(option.range().start());
        text.append(",end=").append(option.range().end());
        option.map().ifPresent(map -> text.append(",map=").append(map));
        settings.values()
                .forEach(
                        (key, value) -> text.append(',').append(key).append('=').append(value));
        return text.toString();
    }
}
