package restyle.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import restyle.plugins.host.PluginException;

/**
 * What all the indexes offer that a user goes by.
 *
 * @param sources where it was read from, for messages; the first counts most
 * @param plugins no two have the same id
 */
public record PluginIndex(List<String> sources, List<IndexedPlugin> plugins) {

    /**
     * Reads indexes.
     *
     * @param sources addresses, files and folders
     * @throws PluginException if one of them is no index, or there is none
     * @throws restyle.catalogue.CatalogueException if one of them cannot be fetched
     */
    public static PluginIndex read(List<String> sources, IndexSource source) {
        Map<String, IndexedPlugin> plugins = new LinkedHashMap<>();
        for (String where : sources) {
            source.read(where).forEach(plugin -> plugins.merge(plugin.id(), plugin, IndexedPlugin::with));
        }
        return new PluginIndex(sources, List.copyOf(plugins.values()));
    }

    /**
     * Returns the plugin of an id.
     *
     * @throws PluginException if there is none
     */
    public IndexedPlugin named(String id) {
        return plugins.stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PluginException(
                        "no plugin '%s' in %s; %s".formatted(id, String.join(", ", sources), hint(id))));
    }

    private String hint(String id) {
        String part = id.toLowerCase(Locale.ROOT);
        String like = plugins.stream()
                .map(IndexedPlugin::id)
                .filter(known -> known.toLowerCase(Locale.ROOT).contains(part))
                .limit(8)
                .collect(Collectors.joining(", "));
        return like.isEmpty() ? "see 'restyle plugins search'" : "there are " + like;
    }

    /** Returns the plugins that mention all of some words; all plugins if there are no words. */
    public List<IndexedPlugin> matching(List<String> words) {
        return plugins.stream()
                .filter(plugin -> words.stream().allMatch(plugin::mentions))
                .toList();
    }
}
