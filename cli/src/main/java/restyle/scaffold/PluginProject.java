package restyle.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import restyle.files.AtomicFile;
import restyle.files.FileFailure;
import restyle.files.FolderTree;

/**
 * A Maven project of a plugin that builds, passes the test of its kind and can be installed as it is.
 *
 * @param name what users will type: lower-case letters, digits and dashes
 * @param kind what it does
 * @param packageName of its classes
 * @param api the API that it is built against
 */
public record PluginProject(String name, PluginKind kind, String packageName, ApiArtifact api) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z]+)@");

    /**
     * Checks names.
     *
     * @throws IllegalArgumentException if one cannot be used
     */
    public PluginProject {
        if (!NAME.matcher(name).matches() || name.length() > 40) {
            throw new IllegalArgumentException(
                    "NAME: expected up to 40 lower-case letters, digits and dashes, such as soft-edges, found '%s'"
                            .formatted(name));
        } else if (!PACKAGE.matcher(packageName).matches() || !SourceVersion.isName(packageName)) {
            throw new IllegalArgumentException(
                    "--package: expected the name of a Java package, such as com.example.edges, found '%s'"
                            .formatted(packageName));
        }
    }

    /** Returns the package for those who name none. */
    public static String defaultPackage(String name) {
        String last = name.replace("-", "");
        return "com.example." + (SourceVersion.isName(last) ? last : last + "plugin");
    }

    /**
     * Writes the project.
     *
     * @param folder does not exist, or is empty
     * @throws FileFailure if it cannot be written; what was written is removed then
     */
    public void write(Path folder) {
        boolean there = Files.exists(folder);
        try {
            files().forEach((path, template) -> AtomicFile.write(folder.resolve(path), filled(template)));
            api.writeRepository(folder.resolve("repository"));
        } catch (FileFailure e) {
            remove(folder, there, e);
            throw e;
        }
    }

    private static void remove(Path folder, boolean there, FileFailure failure) {
        try {
            if (!there && Files.exists(folder)) {
                FolderTree.delete(folder);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Where each template goes. */
    private Map<String, String> files() {
        String classes = packageName.replace('.', '/') + "/" + className();
        String type = kind.type();
        return new TreeMap<>(Map.of(
                "pom.xml",
                "pom.xml",
                ".gitignore",
                "gitignore",
                "README.md",
                type + ".md",
                "src/main/java/" + classes + ".java",
                type + ".java",
                "src/test/java/" + classes + "Test.java",
                type + "Test.java"));
    }

    private String className() {
        return Arrays.stream(name.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining())
                + kind.type();
    }

    private String filled(String template) {
        Map<String, String> values = Map.of(
                "NAME", name,
                "KIND", kind.toString(),
                "PACKAGE", packageName,
                "GROUP",
                        packageName.contains(".")
                                ? packageName.substring(0, packageName.lastIndexOf('.'))
                                : packageName,
                "CLASS", className(),
                "APIGROUP", api.groupId(),
                "APIVERSION", api.version(),
                "NEXTMAJOR", api.nextMajor());
        return PLACEHOLDER
                .matcher(text(template))
                .replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1))));
    }

    private static String text(String template) {
        try (InputStream in = PluginProject.class.getResourceAsStream("templates/" + template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
