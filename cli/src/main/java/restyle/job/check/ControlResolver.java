package restyle.job.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import restyle.composite.Background;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.job.RestyledPart;
import restyle.job.options.ControlOption;
import restyle.job.options.JobOptions;
import restyle.job.options.ModelLibrary;
import restyle.job.options.NamedSettings;
import restyle.media.MediaPath;
import restyle.models.sampling.StepRange;
import restyle.plugins.ResultKind;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginPreprocessor;
import restyle.plugins.host.SettingsException;
import restyle.plugins.host.SettingsReader;

/** Looks up preprocessors, their settings and their ControlNets. */
final class ControlResolver {

    /** The noisiest ones tell enough where there are many. */
    private static final int MAX_STEPS_NAMED = 8;

    private final PluginHost plugins;
    private final ModelLibrary library;
    private final Problems problems;
    private final List<String> written = new ArrayList<>();
    private final List<Job.Backing> mattings = new ArrayList<>();
    private boolean isMattingNamed;

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

    /** Keeps a preprocessor that makes mattes for {@link #backing}; no ControlNet reads them. */
    private void matting(ControlOption option, String where) {
        isMattingNamed = true;
        if (option.net().isPresent() || option.map().isPresent()) {
            problems.add(where + ": produces mattes for --background and --restyle, and takes neither net nor map");
        }
        pluginSettings(option, where).ifPresent(settings -> {
            mattings.add(new Job.Backing(new Background.Generated(), RestyledPart.ALL, option.name(), settings));
            written.add(NamedSettings.of(option.name(), settings).toString());
        });
    }

    /**
     * Returns what stands behind the subject and which part is restyled: told apart by the matting preprocessor among the controls,
     * or else by the only one there is.
     */
    Optional<Job.Backing> backing(JobOptions options) {
        String text = options.background == null ? "generated" : options.background;
        Optional<Background> found = problems.check("", () -> Background.parse(text));
        RestyledPart part = problems.check("--restyle", () -> RestyledPart.of(options.restyle))
                .orElse(RestyledPart.ALL);
        if (found.isEmpty() || !found.get().needsMatte() && !part.keepsSome()) {
            return Optional.empty();
        }
        Background background = found.get();
        if (background instanceof Background.Media media) {
            problems.check("--background", () -> MediaPath.input(media.path()));
        }
        if (part == RestyledPart.BACKGROUND && background.needsMatte()) {
            problems.add("--restyle background: restyles what --background %s would replace; leave one of them out"
                    .formatted(text));
        }
        if (!isMattingNamed) {
            String asking = part.keepsSome() ? "--restyle " + part : "--background " + text;
            plugins.preprocessors().values().stream()
                    .filter(plugin -> plugin.produces() == ResultKind.MATTE)
                    .findFirst()
                    .ifPresentOrElse(
                            plugin -> matting(ControlOption.parse(plugin.name()), asking),
                            () -> problems.add(asking + ": needs a matting preprocessor such as rvm"));
        }
        return mattings.stream()
                .findFirst()
                .map(chosen -> new Job.Backing(background, part, chosen.matting(), chosen.settings()));
    }

    /** Returns the controls as options, with paths in place of names. */
    List<String> written() {
        return written;
    }

    /**
     * Says which controls take part in no step that runs: with few steps, a short range may lie between two.
     *
     * @param timesteps of the steps that run, 0..999
     */
    static List<String> warnings(Job job, double[] timesteps) {
        return job.controls().stream()
                .filter(control -> control.net().isPresent())
                .filter(control -> Arrays.stream(timesteps).noneMatch(control.range()::contains))
                .map(control ->
                        "--control %s has no effect: its start %s and end %s leave out every step that runs, which are at %s"
                                .formatted(
                                        control.name(),
                                        control.range().start(),
                                        control.range().end(),
                                        progress(timesteps)))
                .toList();
    }

    private static String progress(double[] timesteps) {
        return Arrays.stream(timesteps)
                .limit(MAX_STEPS_NAMED)
                .mapToObj(timestep -> String.format(Locale.ROOT, "%.3f", StepRange.progress(timestep)))
                .collect(Collectors.joining(", "));
    }

    private Optional<Job.Control> resolve(ControlOption option) {
        String where = "--control " + option.name();
        PluginPreprocessor plugin = plugins.preprocessors().get(option.name());
        if (plugin != null && plugin.produces() == ResultKind.MATTE) {
            matting(option, where);
            return Optional.empty();
        }
        option.map().ifPresent(map -> problems.check(where, () -> MediaPath.input(map)));
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
            problems.add("%s: no such preprocessor; available are %s".formatted(where, names()));
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
                        "missing ControlNet: give net=FILE (looked for controlnet_%s in %s)"
                                .formatted(option.name(), library.places())));
    }

    private static String text(ControlOption option, Path net, Settings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("net", net.toString());
        all.put("scale", Double.toString(option.scale()));
        all.put("start", Double.toString(option.range().start()));
        all.put("end", Double.toString(option.range().end()));
        option.map().ifPresent(map -> all.put("map", map));
        all.putAll(NamedSettings.of(option.name(), settings).settings());
        return new NamedSettings(option.name(), all).toString();
    }
}
