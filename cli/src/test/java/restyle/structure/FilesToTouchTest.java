package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import restyle.job.options.JobOptions;
import restyle.media.Container;

/** What CONTRIBUTING says about which files are touched to add something is so. */
class FilesToTouchTest {

    private static final Path CONTRIBUTING = JavaFile.ROOT.resolve(".github/CONTRIBUTING.md");

    @Test
    void whatOneListNamesNothingElseKnows() {
        for (Idea idea : Idea.ALL) {
            assertTrue(idea.members().size() > 2, idea.name());
            idea.knowers().forEach((member, knowers) -> {
                assertEquals(1, knowers.size(), member + " is known to " + knowers);
                assertTrue(idea.list().containsAll(knowers), member + " is known to " + knowers);
            });
        }
    }

    /** One type puts an option into the job; another may have to look at it, too. */
    @Test
    void optionsAreResolvedInOnePlaceOrTwo() {
        Map<String, Set<String>> resolvers = resolvers();
        resolvers
                .keySet()
                .removeAll(Set.of("style", "models")); // they are layers of options, and where models are looked for
        resolvers.values().removeIf(types -> types.size() == 1 || types.size() == 2);
        assertEquals(Map.of(), resolvers);
    }

    @Test
    void everyContainerIsWrittenByATest() {
        List<JavaFile> tests = JavaFile.TESTS.stream()
                .filter(file -> file.text().contains("VideoWriters.create(")
                        || file.text().contains("TestConsole"))
                .toList();
        List<Container> missing = Arrays.stream(Container.values())
                .filter(container ->
                        tests.stream().noneMatch(file -> file.text().contains(container + "\"")))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void pluginsInTheBoxAreInTheDistribution() throws IOException {
        String modules = Files.readString(JavaFile.ROOT.resolve("preprocessors/pom.xml"));
        String distribution = Files.readString(Path.of("pom.xml"));
        List<String> names = Pattern.compile("<module>(.+)</module>")
                .matcher(modules)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertTrue(names.size() > 2);
        for (String name : names) {
            String artifact = "<artifactId>restyle-" + name + "</artifactId>";
            assertEquals(3, distribution.split(artifact, -1).length, name + ": a dependency and an item to unpack");
        }
    }

    /** Types, packages and files that the tables name. */
    @Test
    void whatIsNamedIsThere() throws IOException {
        Set<String> types = new TreeSet<>();
        Set<String> packages = new TreeSet<>();
        Stream.of(JavaFile.MAIN, JavaFile.TESTS).flatMap(List::stream).forEach(file -> {
            types.add(file.typeName());
            packages.add(file.packageName());
        });
        List<String> missing = new ArrayList<>();
        for (String row : rows()) {
            for (MatchResult code :
                    Pattern.compile("`([^` ]+)`").matcher(row).results().toList()) {
                String name = code.group(1);
                boolean there = name.matches("[A-Z]\\w+(\\.\\w+)?")
                        ? types.contains(name.split("\\.")[0])
                        : name.startsWith("restyle.")
                                ? packages.stream().anyMatch(p -> p.startsWith(name.replace(".*", "")))
                                : !name.contains("/")
                                        || name.contains("*")
                                        || Files.exists(JavaFile.ROOT.resolve(name));
                if (!there) {
                    missing.add(row + ": " + name);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void theNumbersAreWrittenDown() throws IOException {
        List<String> rows = rows();
        StringBuilder text = new StringBuilder("Files per package:\n");
        Map<String, Long> sizes = new TreeMap<>();
        JavaFile.MAIN.stream()
                .filter(file -> !file.isPackageInfo())
                .forEach(file -> sizes.merge(file.packageName(), 1L, Long::sum));
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(size -> text.append("%5d %s%n".formatted(size.getValue(), size.getKey())));
        text.append("\nFiles that know each, beside its own:\n");
        for (Idea idea : Idea.ALL) {
            assertTrue(rows.stream().anyMatch(row -> row.startsWith("| " + idea.name() + " |")), idea.name());
            idea.knowers()
                    .forEach((member, knowers) -> text.append("%5d %s: %s in %s%n"
                            .formatted(knowers.size(), idea.name(), member, String.join(", ", knowers))));
        }
        text.append("\nFiles of restyle.job.check that know an option, beside JobOptions:\n");
        resolvers()
                .forEach((option, types) ->
                        text.append("%5d %s: %s%n".formatted(types.size(), option, String.join(", ", types))));
        text.append("\nFiles where a container is something special, beside Container:\n");
        for (Container container : Container.values()) {
            List<String> special = JavaFile.MAIN.stream()
                    .filter(file -> file.text().contains("Container." + container.name()))
                    .map(JavaFile::typeName)
                    .toList();
            text.append("%5d %s: %s%n".formatted(special.size(), container, String.join(", ", special)));
        }
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("structure.txt"), text);
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(CONTRIBUTING).stream()
                .filter(line -> line.startsWith("| a"))
                .toList();
    }

    private static Map<String, Set<String>> resolvers() {
        Map<String, Set<String>> resolvers = new TreeMap<>();
        for (var field : JobOptions.class.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                Pattern use = Pattern.compile("\\b(o|options|command)\\." + field.getName() + "\\b(?!\\()");
                Set<String> types = new TreeSet<>();
                JavaFile.MAIN.stream()
                        .filter(file -> file.packageName().startsWith("restyle.job.check"))
                        .filter(file -> use.matcher(file.text()).find())
                        .forEach(file -> types.add(file.typeName()));
                resolvers.put(field.getName(), types);
            }
        }
        return resolvers;
    }
}
