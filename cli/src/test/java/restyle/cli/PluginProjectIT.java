package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.testing.TestPlugin;

/** What {@code plugins new} writes, as far as that shows without Maven. */
class PluginProjectIT {

    private static final Path SAMPLE = Path.of("../samples/canny-plugin/pom.xml");

    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void start() {
        console = new TestConsole(folder.resolve("data"));
    }

    private List<String> files(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> project.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private void compilesAndInstalls(String name, String kind, String type) throws IOException {
        Path project = folder.resolve(name);
        assertEquals(0, console.run("plugins", "new", name, "--kind", kind, "-o", project.toString()), console.err());
        TestPlugin plugin = TestPlugin.named(name);
        String first = "com.example.intplugin." + type;
        plugin.source("acme.Made", "package acme; public class Made {}");
        for (String suffix : List.of("main", "test")) {
            String className = first + (suffix.equals("test") ? "Test" : "");
            Path source = project.resolve("src/%s/java/%s.java".formatted(suffix, className.replace('.', '/')));
            plugin.source(className, Files.readString(source));
        }
        Path zip = plugin.zip(folder, name + ".zip");
        assertEquals(0, console.run("plugins", "install", zip.toString()), console.err());
        assertEquals(0, console.run("plugins", "show", name), console.err());
        assertTrue(console.out().contains("kind   " + kind), console.out());
        assertEquals(0, console.run("plugins", "remove", name));
    }

    @Test
    void bothKindsCompileAndInstall() throws IOException {
        compilesAndInstalls("int", "preprocessor", "IntPreprocessor");
        Files.move(folder.resolve("int"), folder.resolve("was"));
        compilesAndInstalls("int", "finisher", "IntFinisher");
        assertEquals(
                List.of(
                        ".gitignore",
                        "README.md",
                        "pom.xml",
                        "src/main/java/com/example/intplugin/IntFinisher.java",
                        "src/test/java/com/example/intplugin/IntFinisherTest.java"),
                files(folder.resolve("int")).stream()
                        .filter(file -> !file.startsWith("repository/"))
                        .toList());
    }

    @Test
    void pomIsThatOfTheSampleWithTheApiInAFolder() throws IOException {
        Path project = folder.resolve("soft-canny");
        assertEquals(
                0,
                console.run("plugins", "new", "soft-canny", "--package", "org.acme.edges", "-o", project.toString()));
        String pom = Files.readString(project.resolve("pom.xml"));
        assertTrue(
                pom.contains("<plugin.id>soft-canny</plugin.id>") && pom.contains("<groupId>org.acme</groupId>"), pom);
        String sample = Files.readString(SAMPLE);
        String expected = sample.replace("Canny edges for restyle.", "The preprocessor soft-canny for restyle.")
                .replace("<groupId>com.example</groupId>", "<groupId>org.acme</groupId>")
                .replace("canny-plugin", "soft-canny-plugin")
                .replace("<plugin.id>canny<", "<plugin.id>soft-canny<");
        assertEquals(expected, pom.replaceFirst("(?s)  <!-- The API as it came.*?</pluginRepositories>\n\n", ""));
        List<String> repository = files(project.resolve("repository"));
        assertEquals(2, repository.size(), repository.toString());
        String api = repository.get(1);
        String coordinates = "<groupId>%s</groupId>"
                .formatted(api.substring(0, api.indexOf("/restyle-plugins/")).replace('/', '.'));
        assertTrue(sample.contains(coordinates), coordinates);
        String published = Files.readString(project.resolve("repository").resolve(api));
        assertTrue(
                published.contains(coordinates) && !published.contains("<parent>") && !published.contains("${"),
                published);
    }

    @Test
    void namesThatCannotBeUsedAreRefused() throws IOException {
        for (String name : List.of("Edges", "1edges", "ed_ges", "-edges", "../edges", "e".repeat(41), "")) {
            assertEquals(
                    2,
                    console.run(
                            "plugins", "new", name, "-o", folder.resolve("p").toString()),
                    name);
        }
        assertEquals(
                2,
                console.run(
                        "plugins",
                        "new",
                        "edges",
                        "--package",
                        "com.int",
                        "-o",
                        folder.resolve("p").toString()));
        assertEquals(
                3,
                console.run("plugins", "new", "hed", "-o", folder.resolve("p").toString()));
        assertTrue(console.err().contains("there is a preprocessor called hed already"), console.err());
        assertFalse(Files.exists(folder.resolve("p")));
        Files.writeString(Files.createDirectories(folder.resolve("full")).resolve("file"), "mine");
        assertEquals(
                2,
                console.run(
                        "plugins", "new", "edges", "-o", folder.resolve("full").toString()));
        assertEquals(List.of("file"), files(folder.resolve("full")));
    }
}
