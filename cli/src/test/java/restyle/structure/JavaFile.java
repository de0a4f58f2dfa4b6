package restyle.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of source text, and what can be read off it without a compiler, because a formatter wrote it.
 *
 * @param name its path from the root of the checkout, with slashes
 */
record JavaFile(String name, String text) {

    /** The root of the checkout; tests run in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** All of every module, but for the samples. */
    static final List<JavaFile> MAIN = in("src/main/java");

    static final List<JavaFile> TESTS = in("src/test/java");

    /** What only the build runs. */
    static final List<JavaFile> BUILD = in("src/build/java");

    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern METHOD = Pattern.compile("^( {4}| {8})(?! )[\\w@<>\\[\\], .?]+\\(.*");

    String packageName() {
        Matcher m = PACKAGE.matcher(text);
        return m.find() ? m.group(1) : "";
    }

    /** Returns the name of the type that it is about. */
    String typeName() {
        return name.substring(name.lastIndexOf('/') + 1).replace(".java", "");
    }

    boolean isPackageInfo() {
        return typeName().equals("package-info");
    }

    List<String> imports() {
        return IMPORT.matcher(text).results().map(r -> r.group(1)).toList();
    }

    long lines() {
        return text.lines().count();
    }

    /** Returns the lines of each method, found by its indentation: the formatter puts members of a type at a fixed depth. */
    Map<String, Long> methods() {
        Map<String, Long> result = new TreeMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher m = METHOD.matcher(lines.get(i));
            if (m.matches() && !lines.get(i).stripTrailing().endsWith(";")) {
                int end = i;
                while (end < lines.size() && !lines.get(end).equals(m.group(1) + "}")) {
                    end++;
                }
                if (end < lines.size() && opensBody(lines, i, end)) {
                    result.put(name + ":" + (i + 1), (long) end - i + 1);
                    i = end;
                }
            }
        }
        return result;
    }

    private static boolean opensBody(List<String> lines, int from, int to) {
        for (int i = from; i < to; i++) {
            String line = lines.get(i).stripTrailing();
            if (line.endsWith("{")) {
                return !line.matches(".*\\b(class|record|interface|enum)\\b.*");
            } else if (line.endsWith(";")) {
                return false;
            }
        }
        return false;
    }

    private static List<JavaFile> in(String folder) {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            List<JavaFile> files = new ArrayList<>();
            for (Path path : paths.filter(p -> p.toString().endsWith(".java")).toList()) {
                String name = ROOT.relativize(path).toString().replace('\\', '/');
                if (name.contains("/" + folder + "/") && !name.contains("/target/") && !name.startsWith("samples/")) {
                    files.add(new JavaFile(name, Files.readString(path)));
                }
            }
            return List.copyOf(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
