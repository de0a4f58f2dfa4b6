package restyle.job.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.files.Home;

/**
 * Models that come with restyle, under names by which {@link ModelLibrary} finds them in every installation.
 *
 * @param folder that they are in, as paths of models begin
 */
public record BundledModels(Path folder) {

    /** Returns those of an installation. */
    public static BundledModels of(Home home) {
        return new BundledModels(home.bundledModels().toAbsolutePath().normalize());
    }

    /** Returns options with names in place of paths into the folder; other paths stay. */
    public JobOptions named(JobOptions options) {
        ObjectNode tree = OptionLayers.tree(options);
        OptionPaths.replace(tree, this::named);
        return OptionLayers.options(tree);
    }

    /** Returns values by path with names in place of paths into the folder; other paths stay. */
    public Map<String, String> named(Map<String, String> byPath) {
        Map<String, String> named = new TreeMap<>();
        byPath.forEach((path, value) -> named.put(named(path), value));
        return named;
    }

    /** In options, a path may stand behind {@code =}, or in double quotes, and ends at a comma. */
    private String named(String text) {
        return Pattern.compile("(?<=^|[=\"])" + Pattern.quote(folder + File.separator) + "([^,]+)")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).replace('\\', '/')));
    }
}
