package restyle.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Plugins that were compiled against an earlier version of the API run with this one: what was public is there still, as it was. What
 * that is, a file says for each version, {@code api-VERSION.txt}, which is written once and never changed.
 */
class ApiCompatibilityTest {

    private static final Path RECORDED = Path.of("src/test/resources/restyle/plugins/api-0.1.0.txt");
    private static final Path SOURCES = Path.of("src/main/java/restyle/plugins");
    private static final List<String> PACKAGES = List.of("restyle.plugins", "restyle.plugins.testing");

    @Test
    void whatWasPublicIsThereStill() throws IOException {
        Set<String> gone = new TreeSet<>(Files.readAllLines(RECORDED));
        assertTrue(gone.size() > 100, "only " + gone.size() + " lines in " + RECORDED);
        gone.removeAll(current().keySet());
        assertEquals(Set.of(), gone);
    }

    @Test
    void newMethodsOfOldInterfacesHaveABody() throws IOException {
        List<String> recorded = Files.readAllLines(RECORDED);
        Set<String> oldTypes = new TreeSet<>();
        recorded.forEach(line -> oldTypes.add(line.split(" ", 2)[0]));
        Set<String> missing = new TreeSet<>();
        current().forEach((line, isAbstract) -> {
            if (isAbstract && !recorded.contains(line) && oldTypes.contains(line.split(" ", 2)[0])) {
                missing.add(line);
            }
        });
        assertEquals(Set.of(), missing, "plugins that were made before do not have these");
    }

    @Test
    void everyTypeSaysSinceWhen() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Class<?> type : types()) {
            String path = type.getName().substring("restyle.plugins.".length()).replace('.', '/') + ".java";
            if (type.getEnclosingClass() == null
                    && !Files.readString(SOURCES.resolve(path)).contains("* @since ")) {
                silent.add(type.getName());
            }
        }
        assertEquals(List.of(), silent);
    }

    /** Every public type and member as a line that begins with the type's name, and whether it has no body. */
    private static Map<String, Boolean> current() throws IOException {
        Map<String, Boolean> lines = new TreeMap<>();
        for (Class<?> type : types()) {
            lines.put(type.getName() + " : " + type.toGenericString() + inherited(type), false);
            Stream.of(type.getFields())
                    .filter(field -> field.getDeclaringClass() == type)
                    .forEach(field -> lines.put(line(type, field.toGenericString()), false));
            Stream.of(type.getConstructors())
                    .forEach(constructor -> lines.put(line(type, constructor.toGenericString()), false));
            Stream.of(type.getMethods())
                    .filter(method -> method.getDeclaringClass() == type && !method.isSynthetic())
                    .forEach(method -> lines.put(
                            line(type, method.toGenericString()), Modifier.isAbstract(method.getModifiers())));
        }
        return lines;
    }

    /** A method that gets a body is the same to those who call it and to those who have one. */
    private static String line(Class<?> type, String member) {
        return type.getName() + " " + member.replaceFirst("^public (abstract|default) ", "public ");
    }

    private static String inherited(Class<?> type) {
        StringBuilder text = new StringBuilder();
        if (type.getGenericSuperclass() != null) {
            text.append(" extends ").append(type.getGenericSuperclass().getTypeName());
        }
        for (var above : type.getGenericInterfaces()) {
            text.append(" is ").append(above.getTypeName());
        }
        return text.toString();
    }

    private static List<Class<?>> types() throws IOException {
        List<Class<?>> types = new ArrayList<>();
        for (String name : PACKAGES) {
            Path folder =
                    SOURCES.resolve(name.substring("restyle.plugins".length()).replace(".", ""));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    String simple = file.getFileName().toString().replace(".java", "");
                    if (!simple.equals("package-info")) {
                        add(name + "." + simple, types);
                    }
                }
            }
        }
        return types;
    }

    private static void add(String name, List<Class<?>> types) {
        try {
            Class<?> type = Class.forName(name);
            if (Modifier.isPublic(type.getModifiers())) {
                types.add(type);
                Stream.of(type.getDeclaredClasses())
                        .filter(nested -> Modifier.isPublic(nested.getModifiers()))
                        .forEach(types::add);
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
