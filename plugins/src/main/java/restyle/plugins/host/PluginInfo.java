package restyle.plugins.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Holds what a plugin says about itself in the {@code plugin.properties} at the top of its folder.
 *
 * @param id {@code plugin.id}: what {@code restyle plugins} calls it and the name of its folder once installed
 * @param version {@code plugin.version}, a semantic version such as {@code 1.2.0}
 * @param requires {@code plugin.requires}: versions of restyle that it works with, {@code 0.1.0} (this or newer) or a range
 *     such as {@code >=0.1.0 & <1.0.0}
 * @param provider {@code plugin.provider}: who made it, or empty
 * @param description {@code plugin.description}, or empty
 * @param license {@code plugin.license}, or empty
 */
public record PluginInfo(
        String id, String version, String requires, String provider, String description, String license) {

    static final String FILE = "plugin.properties";
    private static final int MAX_BYTES = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Reads and checks {@code folder/plugin.properties}. */
    static PluginInfo read(Path folder) {
        return of(load(folder.resolve(FILE)));
    }

    /**
     * Reads what a plugin zip says about itself, without unpacking it.
     *
     * @throws PluginException if it is no plugin zip
     */
    public static PluginInfo ofZip(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ZipEntry entry = file.getEntry(FILE);
            if (entry == null) {
                throw new PluginException("it has no " + FILE);
            }
            try (InputStream in = file.getInputStream(entry)) {
                return of(parse(in.readNBytes(MAX_BYTES + 1)));
            }
        } catch (IOException | RuntimeException e) {
            throw new PluginException("%s is no plugin: %s".formatted(zip, e.getMessage()), e);
        }
    }

    private static PluginInfo of(Properties properties) {
        refuse(properties, "plugin.class", "restyle never starts a plugin class; acquire what you need in open");
        refuse(properties, "plugin.dependencies", "plugins are isolated from each other; put libraries into lib");
        return new PluginInfo(
                matching(
                        properties,
                        "plugin.id",
                        "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                        "letters, digits, '.', '_' and '-'"),
                version(properties),
                matching(properties, "plugin.requires", ".*\\d.*", "versions of restyle, such as 0.1.0"),
                optional(properties, "plugin.provider"),
                optional(properties, "plugin.description"),
                optional(properties, "plugin.license"));
    }

    /** Returns id and version, as messages name the plugin. */
    @Override
    public String toString() {
        return id + " " + version;
    }

    private static String version(Properties properties) {
        String text = optional(properties, "plugin.version");
        try {
            return new PluginVersion(text).text();
        } catch (IllegalArgumentException e) {
            throw new PluginException(
                    "%s: plugin.version: expected a version such as 1.0.0, found %s"
                            .formatted(FILE, text.isEmpty() ? "nothing" : "'" + text + "'"),
                    e);
        }
    }

    private static Properties load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new PluginException("it has no " + FILE);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            throw new PluginException(FILE + " cannot be read: " + e, e);
        }
    }

    private static Properties parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new PluginException(FILE + " is larger than " + MAX_BYTES + " bytes");
        }
        Properties properties = new Properties();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            properties.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        } catch (CharacterCodingException e) {
            throw new PluginException(FILE + " is not text in UTF-8: save it as that", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new PluginException(FILE + " cannot be read: " + e, e);
        }
        return properties;
    }

    private static String matching(Properties properties, String key, String pattern, String expected) {
        String value = optional(properties, key);
        if (!value.matches(pattern)) {
            throw new PluginException("%s: %s: expected %s, found %s"
                    .formatted(FILE, key, expected, value.isEmpty() ? "nothing" : "'" + value + "'"));
        }
        return value;
    }

    private static String optional(Properties properties, String key) {
        String value = properties.getProperty(key, "").strip();
        if (value.contains("${")) {
            throw new PluginException(
                    "%s: %s is still '%s': set that property in the POM of the plugin".formatted(FILE, key, value));
        }
        return value;
    }

    private static void refuse(Properties properties, String key, String reason) {
        if (!properties.getProperty(key, "").isBlank()) {
            throw new PluginException("%s: %s is not supported: %s".formatted(FILE, key, reason));
        }
    }
}
