package restyle.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import restyle.files.TextFile;

/**
 * Reads a catalogue: a YAML list of entries, each with {@code file} or {@code address} and any of {@code kind}, {@code page},
 * {@code licence}, {@code size} and {@code sha256}.
 */
final class CatalogueFile {

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Set<String> KEYS = Set.of("file", "address", "kind", "page", "licence", "size", "sha256");

    private CatalogueFile() {}

    /** @throws CatalogueException if the file is not of the form above */
    static List<CatalogueEntry> read(Path file) {
        try {
            JsonNode list = YAML.readTree(TextFile.read(file));
            if (list.isMissingNode() || list.isNull()) {
                return List.of();
            } else if (!list.isArray()) {
                throw new IllegalArgumentException("expected a list of entries, each with an address");
            }
            List<CatalogueEntry> entries = new ArrayList<>();
            for (JsonNode entry : list) {
                entries.add(entry(entry, entries.size() + 1));
            }
            return entries;
        } catch (JsonProcessingException e) {
            throw new CatalogueException(
                    "%s: line %d is no YAML: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        } catch (IllegalArgumentException e) {
            throw new CatalogueException(file + ": " + e.getMessage(), e);
        }
    }

    private static CatalogueEntry entry(JsonNode node, int number) {
        try {
            if (!node.isObject()) {
                throw new IllegalArgumentException("expected key: value, a line each");
            }
            Set<String> unknown = new TreeSet<>();
            node.fieldNames().forEachRemaining(unknown::add);
            unknown.removeAll(KEYS);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("unknown key "
                        + unknown.iterator().next() + "; known are " + String.join(", ", new TreeSet<>(KEYS)));
            }
            Optional<URI> address = text(node, "address").map(ModelAddress::parse);
            String file = text(node, "file")
                    .or(() -> address.map(ModelAddress::fileName))
                    .orElseThrow(() -> new IllegalArgumentException("it has neither a file nor an address"));
            return new CatalogueEntry(
                    text(node, "kind").orElse("model"),
                    ModelAddress.checkedName(file),
                    address,
                    text(node, "page").map(ModelAddress::parse),
                    text(node, "licence"),
                    size(node),
                    text(node, "sha256").map(CatalogueEntry::checkedSha256));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("entry " + number + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        } else if (!value.isValueNode() || value.asText().isBlank()) {
            throw new IllegalArgumentException(key + ": expected a text, found " + value);
        }
        return Optional.of(value.asText().strip());
    }

    private static Optional<Long> size(JsonNode node) {
        JsonNode value = node.path("size");
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        } else if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() <= 0) {
            throw new IllegalArgumentException("size: expected a number of bytes, found " + value);
        }
        return Optional.of(value.asLong());
    }
}
