package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.catalogue.Catalogue;
import restyle.catalogue.CatalogueEntry;
import restyle.catalogue.FileServer;
import restyle.cli.report.Console;
import restyle.files.Home;

class ModelsPullCommandTest {

    private static final byte[] CONTENT = "weights".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 = "9e70a93c96f5d7c5ee1c8a15c3d4f4b2c5f9e2f2e8f1a6b0d8d3f3f7d6a1b2c3";

    @TempDir
    Path data;

    private FileServer server;
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
        console = new TestConsole(data);
        server.at("/toon.safetensors", FileServer.file(CONTENT, "\"a\""))
                .at("/bad.ckpt", FileServer.status(404, "X", "y"));
        Files.writeString(data.resolve("catalogue.yaml"), """
                - kind: base model
                  address: %s
                  licence: Painters' Licence
                  size: 7
                """.formatted(server.address("/toon.safetensors")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path models() {
        return data.resolve("models");
    }

    @Test
    void licenceIsAcceptedBeforeAnythingIsFetched() throws IOException {
        assertEquals(2, console.run("models", "pull", "toon"));
        assertTrue(console.err().contains("Painters' Licence") && console.err().contains("--yes"), console.err());
        assertEquals(2, answered("no\n"));
        assertEquals(2, answered(""));
        assertTrue(server.asked().isEmpty());
        assertEquals(0, answered("y\n"));
        assertEquals("weights", Files.readString(models().resolve("toon.safetensors")));
        assertEquals(0, console.run("models", "pull", "toon"), "what is there needs no question");
        assertEquals(1, server.asked().size());
    }

    private int answered(String text) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        Home home = new Home(Path.of(System.getProperty("restyle.home")), data);
        return Main.run(new Console(in, nowhere, nowhere, true, home), "models", "pull", "toon");
    }

    @Test
    void anyAddressIsFetchedAndChecked() throws IOException {
        String address = server.address("/toon.safetensors").toString();
        assertEquals(3, console.run("models", "pull", address, "--yes", "--sha256", SHA256));
        assertTrue(console.err().contains("expected sha256 " + SHA256), console.err());
        assertEquals(2, console.run("models", "pull", address, "--yes", "--sha256", "12"));
        assertEquals(0, console.run("models", "pull", address, "--yes", "--as", "mine.ckpt", "--models", data + "/m"));
        assertTrue(Files.exists(data.resolve("m/mine.ckpt")));
        assertEquals(
                3, console.run("models", "pull", server.address("/bad.ckpt").toString(), "--yes"));
        assertTrue(console.err().contains("there is no /bad.ckpt"), console.err());
        assertEquals(
                2, console.run("models", "pull", server.address("/download/12").toString(), "--yes"));
        assertTrue(console.err().contains("name it with --as"), console.err());
        assertEquals(2, console.run("models", "pull", "nope"));
    }

    @Test
    void sharedFileHasItsNameInTheModelsFolder() throws IOException {
        Path shared = data.resolve("shared");
        assertEquals(0, console.run("models", "pull", "toon", "--yes", "--shared", shared.toString()));
        assertTrue(Files.isRegularFile(shared.resolve("toon.safetensors")));
        assertEquals("weights", Files.readString(models().resolve("toon.safetensors")));
        assertTrue(Files.isSymbolicLink(models().resolve("toon.safetensors")));
    }

    @Test
    void listAndVerifySayWhatIsThere() throws IOException {
        assertEquals(0, console.run("models", "list"));
        String line = console.out()
                .lines()
                .filter(text -> text.startsWith("toon "))
                .findFirst()
                .orElseThrow();
        assertTrue(line.matches("toon +base model +7 B +Painters' Licence +no"), line);
        Files.createDirectories(models());
        Files.writeString(models().resolve("taesd.safetensors"), "weights");
        assertEquals(3, console.run("models", "verify"));
        assertTrue(console.out().startsWith("wrong    taesd.safetensors: expected sha256 db169d69"), console.out());
        assertEquals(3, console.run("models", "verify", "toon"));
        assertTrue(console.out().startsWith("missing  toon"), console.out());
    }

    @Test
    void cleanEmptiesCachesAlone() throws IOException {
        Path map = Files.createDirectories(data.resolve("cache/maps/a")).resolve("map.bin");
        Files.writeString(map, "map");
        Files.createDirectories(models());
        Files.writeString(models().resolve("toon.safetensors"), "weights");
        assertEquals(0, console.run("models", "clean", "--dry-run"));
        assertTrue(console.err().contains("would free 3 B") && Files.exists(map), console.err());
        assertEquals(0, console.run("models", "clean"));
        assertTrue(console.err().contains("freed 3 B"), console.err());
        assertFalse(Files.exists(map));
        assertTrue(Files.exists(models().resolve("toon.safetensors")));
    }

    /** Nothing of it is fetched: it is what users are shown that has to be sound. */
    @Test
    void catalogueOfTheDistributionIsSound() {
        Catalogue catalogue = Catalogue.of(new Home(Path.of(System.getProperty("restyle.home")), data.resolve("none")));
        assertTrue(catalogue.entries().size() > 50);
        for (CatalogueEntry entry : catalogue.entries()) {
            assertEquals(entry, catalogue.named(entry.name()), "two entries have the name " + entry.name());
            assertTrue(entry.address().or(entry::page).isPresent(), entry.name());
            assertTrue(
                    entry.address().stream()
                            .allMatch(address -> address.getScheme().equals("https")),
                    entry.name());
        }
    }

    @Test
    void catalogueThatIsNoneIsNamed() throws IOException {
        Files.writeString(data.resolve("catalogue.yaml"), "- file: a.ckpt\n  sise: 3\n");
        assertEquals(3, console.run("models", "list"));
        assertTrue(console.err().contains("catalogue.yaml: entry 1: unknown key sise"), console.err());
    }
}
