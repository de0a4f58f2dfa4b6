package restyle.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.cli.command.Errors;
import restyle.files.Home;

/** An upgrade under a run: what fails then is no defect. */
class OwnFolderTest {

    @TempDir
    Path folder;

    private Path own;

    @BeforeEach
    void startFromIt() throws IOException {
        own = folder.resolve("own");
        write("0.1.0");
        OwnFolder.watch(own);
        assertEquals(Optional.empty(), OwnFolder.change());
    }

    @AfterEach
    void watchNothing() {
        OwnFolder.watch(folder.resolve("none"));
    }

    @Test
    void anotherVersionInItsPlaceIsNoticed() throws IOException {
        Files.move(own, folder.resolve("before"));
        assertTrue(OwnFolder.change().isPresent());
        write("0.2.0");
        assertTrue(OwnFolder.change().orElseThrow().startsWith(own + " was replaced"));
    }

    @Test
    void whatFailsThenIsNotCalledADefect() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        Errors errors = new Errors(
                new Console(InputStream.nullInputStream(), err, err, false, new Home(own, folder.resolve("data"))));
        Files.move(own, folder.resolve("before"));
        assertEquals(
                List.of("java.lang.Error: tzdb.dat (No such file or directory)"),
                errors.explain(new Error("tzdb.dat (No such file or directory)")));
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    private void write(String version) throws IOException {
        Files.writeString(Files.createDirectories(own.resolve("lib")).resolve("restyle-cli.jar"), version);
    }
}
