package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.catalogue.FileServer;
import restyle.files.Home;
import restyle.index.IndexList;
import restyle.index.Sha512;
import restyle.plugins.testing.TestPlugin;

/** Plugins from indexes: what comes is what was offered, and what is refused leaves nothing behind. */
class PluginIndexCommandTest {

    @TempDir
    Path folder;

    private FileServer server;
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
        console = new TestConsole(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path zip(String version) throws IOException {
        Path zip = folder.resolve("copy-%s.zip".formatted(version));
        return Files.exists(zip)
                ? zip
                : TestPlugin.named("copy")
                        .manifest("plugin.version", version)
                        .zip(folder, zip.getFileName().toString());
    }

    private static String release(String version, String requires, String url, String sha512) {
        return """
                {"version": "%s", "requires": "%s", "url": "%s", "sha512": "%s", "date": "2026-11-28"}""".formatted(version, requires, url, sha512);
    }

    private static String index(String... releases) {
        return """
                [{"id": "copy", "kind": "preprocessor", "summary": "The frame itself", "licence": "Apache-2.0",
                  "homepage": "of no interest", "releases": [%s]}]
                """.formatted(String.join(",", releases));
    }

    private String offered(String version) throws IOException {
        server.at("/zips/copy-%s.zip".formatted(version), FileServer.file(Files.readAllBytes(zip(version)), "\"1\""));
        return release(version, ">=0.1.0", "zips/copy-%s.zip".formatted(version), Sha512.of(zip(version)));
    }

    private String serve(String path, String text) {
        server.at(path, FileServer.file(text.getBytes(StandardCharsets.UTF_8), "\"1\""));
        return server.address(path).toString();
    }

    /** What is in the user's folder, other than the part of a download that was cut off. */
    private List<String> left() throws IOException {
        if (!Files.exists(folder.resolve("data"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.contains(".resumable"))
                    .toList();
        }
    }

    private void refused(String part, String... args) throws IOException {
        List<String> before = left();
        assertEquals(3, console.run(args), console.err());
        List<String> lines = console.err()
                .lines()
                .filter(line -> !line.matches("restyle: (fetching .*|.* % of .*)"))
                .toList();
        assertEquals(1, lines.size(), console.err());
        assertTrue(lines.get(0).startsWith("restyle: ") && lines.get(0).contains(part), lines.get(0));
        assertEquals(before, left());
    }

    private String version() {
        assertEquals(0, console.run("plugins", "show", "copy"), console.err());
        return console.out()
                .lines()
                .filter(line -> line.startsWith("plugin "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pluginIsFoundInstalledAndUpdated() throws IOException {
        String first = serve("/plugins.json", index(offered("1.0.0")));
        assertEquals(0, console.run("plugins", "search", "FRAME", "copy", "--index", first), console.err());
        assertTrue(
                console.out().matches("copy +1\\.0\\.0 +preprocessor +Apache-2\\.0 +The frame itself\\R"),
                console.out());
        assertEquals(0, console.run("plugins", "search", "depth", "--index", first));
        assertEquals("", console.out());

        assertEquals(0, console.run("plugins", "install", "copy", "--index", first), console.err());
        assertTrue(version().contains("copy 1.0.0"), version());
        refused(
                "copy 1.0.0 is installed already; to install it once more, say --replace",
                "plugins",
                "install",
                "copy",
                "--index",
                first);
        assertEquals(0, console.run("plugins", "update", "--index", first));
        assertTrue(console.err().contains("copy 1.0.0 is the newest"), console.err());

        String future = release("9.0.0", ">=99.0.0", "zips/9.zip", "0".repeat(128));
        String next = serve("/next.json", index(offered("1.0.0"), future, offered("1.1.0"), offered("1.2.0-beta")));
        refused("'restyle plugins update copy' makes it 1.1.0", "plugins", "install", "copy", "--index", next);
        assertEquals(0, console.run("plugins", "update", "--index", next), console.err());
        assertTrue(console.err().contains("copy 1.0.0 is now 1.1.0; 9.0.0 needs restyle >=99.0.0"), console.err());
        assertTrue(version().contains("copy 1.1.0"), version());
        refused(
                "copy 1.1.0 is installed, and 1.0.0 is older; remove it first",
                "plugins",
                "install",
                "copy@1.0.0",
                "--replace",
                "--index",
                next);
        refused(
                "copy 1.1.0 is installed, and 1.0.0 in",
                "plugins",
                "install",
                zip("1.0.0").toString(),
                "--replace");
        assertEquals(0, console.run("plugins", "install", "copy@1.2.0-beta", "--replace", "--index", next));
        assertTrue(left().stream().noneMatch(file -> file.endsWith(".zip")), left().toString());
    }

    @Test
    void whatIsNotAsTheIndexSaysIsRefused() throws IOException {
        offered("1.0.0");
        String hash = Sha512.of(zip("1.0.0"));
        Map<String, String> refusals = Map.of(
                release("1.0.0", "0.1.0", "zips/copy-1.0.0.zip", "a".repeat(128)), "expected sha512 aaaaaaaaaaaaaaaa",
                release("1.0.1", "0.1.0", "zips/copy-1.0.0.zip", hash), "is copy 1.0.0, but the index says copy 1.0.1",
                release("1.0.0", ">=99.0.0", "zips/copy-1.0.0.zip", hash), "copy 1.0.0 needs restyle >=99.0.0",
                release("1.0.0", "0.1.0", "zips/gone.zip", hash), "answers 404",
                release("1.0.0", "0.1.0", "zips/copy-1.0.0.zip", ""), "the index gives no sha512 for copy 1.0.0",
                release("1.0.0", "0.1.0", "file:///etc/hosts", hash), "cannot offer a file of this machine",
                release("1.0.0", "0.1.0", "zips/copy-1.0.0.zip", "xyz"), "expected 128 hexadecimal digits",
                release("1.0.0", "new", "zips/copy-1.0.0.zip", hash), "expected versions of restyle",
                release("one", "0.1.0", "zips/copy-1.0.0.zip", hash),
                        "copy, release 1: expected a version such as 1.0.0");
        int number = 0;
        for (Map.Entry<String, String> refusal : refusals.entrySet()) {
            String index = serve("/%d.json".formatted(number++), index(refusal.getKey()));
            refused(refusal.getValue(), "plugins", "install", "copy", "--index", index);
        }
    }

    @Test
    void whatIsNoIndexIsRefused() throws IOException {
        Map<String, String> refusals = Map.of(
                "<html>Log in</html>", "a web page",
                "[{\"id\": \"copy\"", "line 1 is no JSON",
                "{}", "expected a list of plugins",
                "[] []", "is no JSON",
                "[{\"id\": \"../copy\", \"releases\": []}]", "plugin 1: id: expected letters",
                "[{\"id\": \"copy\", \"releases\": []}]", "plugin 1: copy has no releases",
                "[{\"id\": 5}]", "plugin 1: id: expected a text, found 5",
                " ", "expected a list of plugins",
                "[{\"id\": \"copy\", \"id\": \"copy\"}]", "Duplicate field 'id'");
        int number = 0;
        for (Map.Entry<String, String> refusal : refusals.entrySet()) {
            String index = serve("/%d.json".formatted(number++), refusal.getKey());
            refused(refusal.getValue(), "plugins", "search", "--index", index);
        }
        refused(
                "there is no such file or folder",
                "plugins",
                "search",
                "--index",
                folder.resolve("no").toString());
        refused("no index of plugins is known: name one with --index", "plugins", "search");
    }

    @Test
    void downloadThatIsCutOffGoesOnTheNextTime() throws IOException {
        byte[] content = Files.readAllBytes(zip("1.0.0"));
        server.at("/zips/copy-1.0.0.zip", FileServer.file(content, "\"1\"", content.length / 2));
        String index = serve(
                "/plugins.json", index(release("1.0.0", "0.1.0", "zips/copy-1.0.0.zip", Sha512.of(zip("1.0.0")))));
        refused("the connection was cut", "plugins", "install", "copy", "--index", index);
        assertEquals(0, console.run("plugins", "install", "copy", "--index", index), console.err());
        assertTrue(server.asked().stream()
                .anyMatch(asked -> asked.range().equals("bytes=%d-".formatted(content.length / 2))));
        assertTrue(version().contains("copy 1.0.0"), version());
    }

    @Test
    void addressesAndTheirHashesCount() throws IOException {
        offered("1.0.0");
        String address = server.address("/zips/copy-1.0.0.zip").toString();
        refused("expected sha512 bbbbbbbbbbbbbbbb", "plugins", "install", address, "--sha512", "b".repeat(128));
        assertEquals(2, console.run("plugins", "install", address, "--sha512", "b"));
        assertEquals(0, console.run("plugins", "install", address, "--sha512", Sha512.of(zip("1.0.0"))), console.err());
        assertEquals(0, console.run("plugins", "remove", "copy"));
        refused("plugin 'hed' comes with restyle and stays", "plugins", "remove", "hed");
        refused("no plugin 'copy' is installed", "plugins", "remove", "copy");
        assertEquals(0, console.run("plugins", "install", zip("1.0.0").toUri().toString()), console.err());
        assertTrue(Files.exists(zip("1.0.0")));
    }

    @Test
    void farmsWithoutInternetHaveFolders() throws IOException {
        Path zips = Files.createDirectories(folder.resolve("shared zips"));
        Files.copy(zip("1.0.0"), zips.resolve("a.zip"));
        Files.copy(zip("1.1.0"), zips.resolve("b.zip"));
        Path listed = Files.createDirectories(folder.resolve("listed"));
        Files.copy(zip("1.2.0"), listed.resolve("copy-1.2.0.zip"));
        Files.writeString(
                listed.resolve("plugins.json"),
                index(release("1.2.0", "0.1.0", "copy-1.2.0.zip", Sha512.of(zip("1.2.0")))));
        assertEquals(0, console.run("plugins", "install", "copy", "--index", zips.toString()), console.err());
        assertTrue(version().contains("copy 1.1.0"), version());
        Path data = folder.resolve("data");
        Files.writeString(data.resolve("plugin-indexes.txt"), "# ours\n%s\n\n%s\n".formatted(zips, listed.toUri()));
        assertEquals(0, console.run("plugins", "update", "copy"), console.err());
        assertTrue(version().contains("copy 1.2.0"), version());
        refused("there is no copy 3.0.0; there are 1.2.0, 1.1.0, 1.0.0", "plugins", "install", "copy@3.0.0");
        refused("no plugin 'cop' in", "plugins", "install", "cop");
        assertEquals(1, console.run("plugins", "update", "copy", "other"));
        assertTrue(console.err().contains("no plugin 'other' is installed"), console.err());
        Home home = new Home(folder, data);
        assertEquals(List.of("a", "http://b"), IndexList.of(Map.of(IndexList.VARIABLE, "a, http://b,"), home));
        assertEquals(2, IndexList.of(Map.of(), home).size());
    }
}
