package restyle.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import restyle.files.Home;

/**
 * The files that {@code restyle models pull} knows by name: those of the distribution, and those that a user or a site lists in a
 * {@code catalogue.yaml} of their own.
 *
 * @param entries no two have the same name
 */
public record Catalogue(List<CatalogueEntry> entries) {

    private static final String FILE = "catalogue.yaml";

    public Catalogue {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the catalogue of the distribution and the user's own, whose entries win over those of the same name.
     *
     * @throws CatalogueException if one of them is not of its form
     */
    public static Catalogue of(Home home) {
        List<CatalogueEntry> entries = new ArrayList<>();
        for (Path file : List.of(home.data().resolve(FILE), home.bundledModels().resolve(FILE))) {
            if (Files.isRegularFile(file)) {
                CatalogueFile.read(file).stream()
                        .filter(entry -> entries.stream().noneMatch(other -> other.isCalled(entry.name())))
                        .forEach(entries::add);
            }
        }
        return new Catalogue(entries);
    }

    /**
     * Finds what a user means.
     *
     * @throws IllegalArgumentException if there is no such entry, with names that are like it
     */
    public CatalogueEntry named(String name) {
        return entries.stream()
                .filter(entry -> entry.isCalled(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no model '%s' in the catalogue; %s, or give an address that begins with https://"
                                .formatted(name, hint(name))));
    }

    private String hint(String name) {
        String part = name.toLowerCase(Locale.ROOT);
        String like = entries.stream()
                .map(CatalogueEntry::name)
                .filter(known ->
                        !part.isBlank() && known.toLowerCase(Locale.ROOT).contains(part))
                .limit(8)
                .collect(Collectors.joining(", "));
        return like.isEmpty() ? "see 'restyle models list'" : "there are " + like;
    }
}
