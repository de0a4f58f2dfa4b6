package restyle.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import restyle.catalogue.Catalogue;
import restyle.catalogue.CatalogueEntry;
import restyle.catalogue.Downloads;

/** Writes the catalogue as a table. */
public final class ModelTable {

    private static final List<String> HEAD = List.of("NAME", "KIND", "SIZE", "LICENCE", "THERE");
    private static final String UNKNOWN = "-";

    private ModelTable() {}

    /** Writes a line for each entry, below a line of titles; an unknown size or licence is a dash. */
    public static List<String> of(Catalogue catalogue, Path models) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (CatalogueEntry entry : catalogue.entries()) {
            rows.add(List.of(
                    entry.name(),
                    entry.kind(),
                    entry.size().map(ByteCount::text).orElse(UNKNOWN),
                    entry.licence().orElse(UNKNOWN),
                    there(entry, models)));
        }
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String there(CatalogueEntry entry, Path models) {
        Path file = entry.in(models);
        try {
            if (Files.isRegularFile(file)) {
                long size = Files.size(file);
                return entry.size().orElse(size) == size ? "yes" : "yes, of another size: " + ByteCount.text(size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return Downloads.begun(file)
                .map(bytes -> "begun, " + ByteCount.text(bytes))
                .orElse(entry.address().isPresent() ? "no" : "no, only by hand");
    }
}
