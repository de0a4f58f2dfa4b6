package restyle.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import restyle.files.Home;
import restyle.files.TextFile;

/** Knows which indexes a user goes by, where a command does not name any. */
public final class IndexList {

    /** Names indexes for all commands of an environment, with commas between them. */
    public static final String VARIABLE = "RESTYLE_PLUGIN_INDEXES";

    private static final String FILE = "plugin-indexes.txt";

    private IndexList() {}

    /** Returns the file of the user's own that lists indexes, one a line; lines that begin with # are remarks. */
    public static Path file(Home home) {
        return home.data().resolve(FILE);
    }

    /** Returns the indexes of the environment if it names some, else those of the user's file, in order. */
    public static List<String> of(Map<String, String> environment, Home home) {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isBlank()) {
            return lines(Arrays.asList(given.split(",")));
        }
        Path file = file(home);
        return Files.exists(file) ? lines(TextFile.read(file).lines().toList()) : List.of();
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.startsWith("#"))
                .toList();
    }
}
