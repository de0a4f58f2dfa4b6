package restyle.cli.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.files.Home;

@Tag("environment")
class SupportReportTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() {
        home = new Home(folder.resolve("distribution"), folder.resolve("data"));
    }

    @Test
    void namesNobodysFiles() throws IOException {
        List<String> typed = List.of("holiday/", "-o", "out of the way", "-p", "a portrait of Ada", "--size", "96");
        new LastFailure(home).keep(typed, 3, """
                        restyle: holiday/My Wedding.mp4: cannot be read: it ends after 3 bytes
                        restyle: /home/ada/clips/secret.mov: does not exist
                        restyle: clip-of-ada.mkv and 'C:\\Users\\Ada\\x.webm' have the same name
                        restyle: --prompt: a portrait of Ada is too long; restyle 0.1.0 takes 75 words
                        java.lang.IllegalStateException: no
                        \tat restyle.cli.Main.main(Main.java:28)
                        bar 12 % of secret.mov
                        """);
        Files.writeString(
                Files.createDirectories(home.data()).resolve("config.yaml"), "steps: 4\nmodel: ada.safetensors\n");
        Path zip = folder.resolve("report.zip");
        List<String> parts = new SupportReport(home, "0.1.0", List.of("ok   folder        " + home.data())).write(zip);
        StringBuilder all = new StringBuilder();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertEquals(parts.size(), file.size());
            for (String part : parts) {
                all.append(new String(file.getInputStream(file.getEntry(part)).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        String text = all.toString();
        for (String name : List.of("Wedding", "holiday", "secret", "ada", "Ada", "out of the way", folder.toString())) {
            assertFalse(text.contains(name), name + " in " + text);
        }
        for (String fact : List.of(
                "ok   folder        <data>\n",
                "restyle: <typed>: cannot be read: it ends after 3 bytes",
                "restyle: <file>.mov: does not exist",
                "exit code 3",
                "options -o -p --size",
                "restyle 0.1.0 takes 75 words",
                "\tat restyle.cli.Main.main(Main.java:28)",
                "steps: 4\n",
                "model: (set)\n",
                "java.version: " + System.getProperty("java.version"))) {
            assertTrue(text.contains(fact), fact + " in " + text);
        }
    }

    @Test
    void leavesNamesOfJavasOwn() {
        Redaction redaction = new Redaction(home, List.of("-o", "out.mp4"));
        for (String plain : List.of(
                "options of Java: -Xss1m -Djdk.console=java.base -Xlog:disable",
                "java.io.IOException: no",
                "ai.onnxruntime.OrtException: Error code - 6",
                "module java.net.http is missing")) {
            assertEquals(plain, redaction.apply(plain));
        }
        assertEquals("<file>.mkv", redaction.apply("-Dclip=ada.mkv"));
        assertEquals(
                "java.net.UnknownHostException: <file>.org",
                redaction.apply("java.net.UnknownHostException: ada.example.org"));
        assertEquals("<file>.Exception", redaction.apply("Ada.Exception"));
        String address = redaction.apply("https://ada:pass@example.org/x.safetensors?token=hush does not answer");
        assertEquals("<address> does not answer", address);
    }

    /** Whatever folders are called: parts of an address may have the names of some. */
    @Test
    void leavesNothingOfAddresses() {
        Redaction redaction = new Redaction(home, List.of("-o", "x.safetensors"));
        String address = "no answer from 'https://ada:pass@example.org%s/x.safetensors?token=hush'";
        assertEquals("no answer from '<address>'", redaction.apply(address.formatted(home.data())));
        assertEquals("Is it 2?", redaction.apply("Is it 2?"));
    }

    /** What is typed may be next to nothing: "//" is the root of all folders. */
    @ParameterizedTest
    @ValueSource(strings = {"//", "/", "a/", "", " "})
    void wordsWithoutANameReplaceNothing(String word) {
        assertEquals("no answer: 3 s", new Redaction(home, List.of(word)).apply("no answer: 3 s"));
    }

    @Test
    void keepsFailuresAloneAndLittleOfThem() throws IOException {
        LastFailure failure = new LastFailure(home);
        for (int code : new int[] {0, 130, 143}) {
            failure.keep(List.of(), code, "restyle: done");
            assertTrue(failure.text().isEmpty());
        }
        failure.keep(List.of(), 3, "restyle: again and again\n".repeat(100_000));
        assertTrue(Files.size(failure.file()) <= 8_000);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoFailure() throws IOException {
        Files.writeString(folder.resolve("data"), "a file in its place");
        new LastFailure(home).keep(List.of(), 3, "restyle: no");
        assertEquals("a file in its place", Files.readString(folder.resolve("data")));
    }
}
