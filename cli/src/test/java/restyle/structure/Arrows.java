package restyle.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which package may import which, as {@code arrows.txt} has it.
 *
 * @param targets of each listed package: names of packages, those with {@code .*} for all below, too
 */
record Arrows(Map<String, Set<String>> targets) {

    /** Reads the list. */
    static Arrows read() {
        try (InputStream in = Arrows.class.getResourceAsStream("arrows.txt")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Arrows parse(String text) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        String joined = text.replaceAll("#.*\\R", "").replaceAll(",\\R +", ", ");
        for (String line : joined.lines().toList()) {
            String[] parts = line.split(": ?", 2);
            Set<String> targets = parts[1].isEmpty() ? Set.of() : Set.of(parts[1].split(", "));
            if (arrows.put(parts[0], targets) != null) {
                throw new IllegalStateException(parts[0] + " is listed twice");
            }
        }
        return new Arrows(arrows);
    }

    /** Finds the listed package that a package belongs to. */
    Optional<String> owner(String packageName) {
        return owner(packageName, targets.keySet());
    }

    /** Finds an arrow from a listed package to another package. */
    Optional<String> arrow(String owner, String target) {
        return targets.get(owner).stream()
                .filter(arrow -> arrow.endsWith(".*")
                        ? isIn(target, arrow.substring(0, arrow.length() - 2))
                        : target.equals(arrow))
                .findFirst();
    }

    /** Finds the longest of some names that is the name or above it. */
    static Optional<String> owner(String name, Collection<String> owners) {
        return owners.stream()
                .filter(owner -> isIn(name, owner))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }

    static boolean isInOneOf(String name, Collection<String> packages) {
        return packages.stream().anyMatch(p -> isIn(name, p));
    }

    private static boolean isIn(String name, String packageName) {
        return name.equals(packageName) || name.startsWith(packageName + ".");
    }

    /** Returns every arrow as {@code from -> to}. */
    List<String> all() {
        return targets.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(target -> text(entry.getKey(), target)))
                .sorted()
                .toList();
    }

    static String text(String from, String arrow) {
        return from + " -> " + arrow;
    }
}
