package restyle.farm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What folders of the machine that planned are called here. In options, a path may stand behind {@code =} or a comma and before a colon or
 * a comma, and in double quotes.
 *
 * @param entries the first that fits counts, wherever a path stands
 */
public record PathMap(List<Entry> entries) {

    /** Every path is the same here. */
    public static final PathMap NONE = new PathMap(List.of());

    public PathMap {
        entries = List.copyOf(entries);
    }

    /**
     * A folder and its name here.
     *
     * @param from as the plan names it
     * @param to as it is called here
     */
    public record Entry(String from, String to) {

        /**
         * Reads {@code FROM=TO}.
         *
         * @throws IllegalArgumentException saying what is expected
         */
        public static Entry parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new IllegalArgumentException(
                        "expected FROM=TO, the folder as the plan names it and as it is called here; found '" + text
                                + "'");
            }
            return new Entry(withoutSlash(text.substring(0, equals)), withoutSlash(text.substring(equals + 1)));
        }

        private static String withoutSlash(String folder) {
            return folder.length() > 1 && folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        }
    }

    /** Replaces the paths in a text, each once. */
    public String of(String text) {
        if (entries.isEmpty()) {
            return text;
        }
        String any = entries.stream().map(entry -> Pattern.quote(entry.from)).collect(Collectors.joining("|"));
        return Pattern.compile("(?<=^|[=,\"])(?:" + any + ")(?=[/\\\\:,\"]|$)")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(here(found.group())));
    }

    private String here(String from) {
        return entries.stream()
                .filter(entry -> entry.from.equals(from))
                .map(Entry::to)
                .findFirst()
                .orElseThrow();
    }
}
