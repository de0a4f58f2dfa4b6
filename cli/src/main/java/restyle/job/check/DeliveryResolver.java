package restyle.job.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import restyle.job.Delivery;
import restyle.job.Problems;
import restyle.job.SizeOption;
import restyle.job.options.JobOptions;
import restyle.job.options.ModelLibrary;
import restyle.job.options.NamedSettings;
import restyle.media.MediaPath;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;
import restyle.models.engine.upscale.Upscaler;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginFinisher;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.SettingsException;
import restyle.plugins.host.SettingsReader;

/** Looks up ink, the upscaler, the size of the output and the finishers; writes what was found into the options. */
final class DeliveryResolver {

    private static final int MAX_TILE = 8192;

    /** Takes back what a style says; a file of that name is meant by {@code ./none}. */
    private static final String NONE = "none";

    private final PluginHost plugins;
    private final ModelLibrary library;
    private final Problems problems;

    DeliveryResolver(PluginHost plugins, ModelLibrary library, Problems problems) {
        this.plugins = plugins;
        this.library = library;
        this.problems = problems;
    }

    Delivery resolve(JobOptions options) {
        Optional<Delivery.Ink> ink =
                problems.check("--ink", () -> InkOption.parse(options.ink)).flatMap(found -> found);
        ink.ifPresent(found -> options.ink = InkOption.written(found));
        Optional<Delivery.MatchColour> colour = problems.check("--match-colour", () -> colour(options.matchColour))
                .flatMap(found -> found);
        Optional<Delivery.Upscale> upscale = options.upscale == null || options.upscale.equals(NONE)
                ? Optional.empty()
                : problems.check("--upscale", () -> upscale(options.upscale));
        upscale.ifPresent(found -> options.upscale = written(found));
        SizeOption size = options.outputSize == null
                ? new SizeOption.Source()
                : problems.check("--output-size", () -> SizeOption.parseOutput(options.outputSize))
                        .orElse(new SizeOption.Source());
        List<Delivery.Finish> finishers = new ArrayList<>();
        for (String text : options.finish == null ? List.<String>of() : options.finish) {
            problems.check("--finish", () -> NamedSettings.parse(text))
                    .flatMap(this::finish)
                    .ifPresent(finishers::add);
        }
        options.finish = finishers.isEmpty()
                ? null
                : finishers.stream()
                        .map(finish -> NamedSettings.of(finish.name(), finish.settings()))
                        .map(NamedSettings::toString)
                        .toList();
        return new Delivery(ink, colour, upscale, size, finishers);
    }

    /** A file that is called like one of the words is meant by {@code ./source}. */
    private static Optional<Delivery.MatchColour> colour(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.equals("off")) {
            return Optional.empty();
        } else if (word.equals("source")) {
            return Optional.of(new Delivery.MatchColour(Optional.empty()));
        }
        MediaPath picture = MediaPath.input(text);
        if (picture.kind() != MediaPath.Kind.IMAGE) {
            throw new IllegalArgumentException(
                    "expected off, source, or a picture such as look.png, found '%s'".formatted(text));
        }
        try (VideoReader reader = VideoReaders.open(picture, 1, notice -> {})) {
            if (reader.next().isEmpty()) {
                throw new IllegalArgumentException(text + ": holds no picture");
            }
        }
        return Optional.of(new Delivery.MatchColour(Optional.of(picture.path())));
    }

    private Delivery.Upscale upscale(String text) {
        NamedSettings said = NamedSettings.parse(text);
        Map<String, String> keys = new TreeMap<>(said.settings());
        String tile = keys.remove("tile");
        if (!keys.isEmpty()) {
            throw new IllegalArgumentException("expected FILE|NAME[,tile=PIXELS], found %s".formatted(keys));
        }
        OptionalInt side = OptionalInt.empty();
        if (tile != null) {
            if (!tile.matches("[1-9]\\d{0,4}") || Integer.parseInt(tile) > MAX_TILE) {
                throw new IllegalArgumentException("tile: expected 1..%d pixels, found '%s'".formatted(MAX_TILE, tile));
            }
            side = OptionalInt.of(Integer.parseInt(tile));
        }
        Path net = library.find(said.name());
        Upscaler.check(net);
        return new Delivery.Upscale(net, side);
    }

    private static String written(Delivery.Upscale upscale) {
        Map<String, String> tile = upscale.tile().isPresent()
                ? Map.of("tile", Integer.toString(upscale.tile().getAsInt()))
                : Map.of();
        return new NamedSettings(upscale.net().toString(), tile).toString();
    }

    private Optional<Delivery.Finish> finish(NamedSettings said) {
        String where = "--finish " + said.name();
        try {
            PluginFinisher finisher = plugins.finisher(said.name());
            Settings settings = new SettingsReader(library).read(finisher, said.settings());
            return Optional.of(new Delivery.Finish(said.name(), settings));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> problems.add(where + ": " + problem));
        } catch (PluginException e) {
            problems.add(where + ": " + e.getMessage());
        }
        return Optional.empty();
    }
}
