package restyle.index;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import restyle.catalogue.CatalogueEntry;
import restyle.catalogue.Downloads;
import restyle.plugins.host.PluginException;

/**
 * Brings files here: from servers into a folder, where a download that was cut off goes on the next time; files of this machine stay
 * where they are.
 *
 * @param folder for what is fetched
 */
public record PluginFiles(Downloads downloads, Path folder) {

    /** What is done with a file that is here. */
    @FunctionalInterface
    public interface Use<T> {
        T with(Path file) throws IOException;
    }

    /**
     * Fetches a file, uses it, and removes it if it was fetched.
     *
     * @param address http, https or file
     * @param name of the file until it is removed
     * @param sha512 what its content has to be
     * @throws PluginException if it has another content
     * @throws restyle.catalogue.CatalogueException if it cannot be fetched
     */
    public <T> T use(URI address, String name, Optional<String> sha512, Use<T> use) throws IOException {
        if ("file".equalsIgnoreCase(address.getScheme())) {
            Path file = Path.of(address);
            check(file, address, sha512);
            return use.with(file);
        }
        CatalogueEntry entry = new CatalogueEntry(
                "plugin",
                name,
                Optional.of(address),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Path file = entry.in(folder);
        Files.deleteIfExists(file); // what a run that was cut off has left is of no known origin
        try {
            downloads.fetch(entry, folder);
            check(file, address, sha512);
            return use.with(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void check(Path file, URI address, Optional<String> sha512) {
        if (!Files.isRegularFile(file)) {
            throw new PluginException(file + (Files.exists(file) ? " is not a file" : ": there is no such file"));
        }
        String found = sha512.isPresent() ? Sha512.of(file) : "";
        if (!sha512.orElse("").equals(found)) {
            throw new PluginException("%s is not what it has to be: expected sha512 %s, found %s; nothing was installed"
                    .formatted(address, abbreviated(sha512.get()), abbreviated(found)));
        }
    }

    private static String abbreviated(String digits) {
        return digits.substring(0, 16) + "...";
    }
}
