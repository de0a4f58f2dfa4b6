package restyle.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import restyle.catalogue.ModelAddress;
import restyle.plugins.host.HostVersion;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginVersion;

/**
 * Reads the text of an index: a JSON list of plugins, or an object whose {@code plugins} is that list.
 *
 * <pre>{@code
 * [{"id": "canny", "kind": "preprocessor", "summary": "Thin edges", "licence": "Apache-2.0",
 *   "releases": [{"version": "1.0.0", "requires": ">=0.1.0", "url": "canny-1.0.0.zip", "sha512": "..."}]}]
 * }</pre>
 *
 * <p>An address may be relative to the index's own. Keys that are not known are left to those who know them. The names that PF4J's update
 * repositories have for the same things, {@code description}, {@code license} and {@code sha512sum}, are read as well.
 */
final class IndexFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final URI base;

    private IndexFile(URI base) {
        this.base = base;
    }

    /**
     * Reads an index.
     *
     * @param where for messages
     * @param base address of the index itself
     * @throws PluginException if the text is not of the form above
     */
    static List<IndexedPlugin> read(String text, String where, URI base) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode list = root.isObject() && root.has("plugins") ? root.get("plugins") : root;
            if (!list.isArray()) {
                throw new IllegalArgumentException("expected a list of plugins");
            }
            return new IndexFile(base).plugins(list);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new PluginException(
                    "%s is no index of plugins: line %d is no JSON: %s"
                            .formatted(
                                    where,
                                    line,
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        } catch (IllegalArgumentException e) {
            throw new PluginException("%s is no index of plugins: %s".formatted(where, e.getMessage()), e);
        }
    }

    private List<IndexedPlugin> plugins(JsonNode list) {
        List<IndexedPlugin> plugins = new ArrayList<>();
        for (JsonNode node : list) {
            plugins.add(in("plugin " + (plugins.size() + 1), () -> plugin(node)));
        }
        return plugins;
    }

    private IndexedPlugin plugin(JsonNode node) {
        String id = text(node, "id").orElseThrow(() -> new IllegalArgumentException("it has no id"));
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "id: expected letters, digits, '.', '_' and '-', found '%s'".formatted(id));
        }
        List<PluginRelease> releases = new ArrayList<>();
        for (JsonNode release : node.path("releases")) {
            releases.add(in(id + ", release " + (releases.size() + 1), () -> release(release)));
        }
        if (releases.isEmpty()) {
            throw new IllegalArgumentException(id + " has no releases");
        }
        return new IndexedPlugin(
                id,
                text(node, "kind").orElse(""),
                text(node, "summary").or(() -> text(node, "description")).orElse(""),
                text(node, "licence").or(() -> text(node, "license")).orElse(""),
                releases);
    }

    private PluginRelease release(JsonNode node) {
        PluginVersion version = new PluginVersion(required(node, "version"));
        String requires = text(node, "requires").orElse("0.0.0");
        try {
            HostVersion.current().satisfies(requires);
        } catch (PluginException e) {
            throw new IllegalArgumentException(
                    "requires: expected versions of restyle such as 0.1.0 or >=0.1.0 & <1.0.0, found '%s'"
                            .formatted(requires),
                    e);
        }
        URI address = address(required(node, "url"));
        Optional<String> sha512 =
                text(node, "sha512").or(() -> text(node, "sha512sum")).map(Sha512::checked);
        return new PluginRelease(version, requires, address, sha512);
    }

    private URI address(String url) {
        URI address = base.resolve(url);
        boolean local = "file".equals(address.getScheme());
        if (local && !"file".equals(base.getScheme())) {
            throw new IllegalArgumentException(
                    "url: a server cannot offer a file of this machine, found '%s'".formatted(url));
        }
        return local ? address : ModelAddress.parse(address.toString());
    }

    private static String required(JsonNode node, String key) {
        return text(node, key).orElseThrow(() -> new IllegalArgumentException("it has no " + key));
    }

    private static Optional<String> text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        } else if (!value.isTextual()) {
            throw new IllegalArgumentException("%s: expected a text, found %s".formatted(key, value));
        }
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }

    /** Says of what is wrong where it is. */
    private static <T> T in(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }
}
