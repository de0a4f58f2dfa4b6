package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clips in one run, with the starter pack. */
class BatchTest {

    @TempDir
    Path folder;

    private Path clips;
    private Path styled;
    private TestConsole console;

    @BeforeEach
    void makeClips() throws IOException {
        clips = folder.resolve("clips");
        styled = folder.resolve("styled");
        console = new TestConsole(folder.resolve("data"));
        TestVideo.write(clips.resolve("a.mp4"), 64, 48, 3);
        TestVideo.write(clips.resolve("day/b.mkv"), 64, 48, 2);
    }

    @Test
    void mirrorsADirectory() throws IOException {
        TestVideo.write(clips.resolve("day/other size.mp4"), 48, 64, 2);
        assertEquals(0, run(clips), console.err());
        assertEquals(List.of("a.mp4", "day/b.mkv", "day/other size.mp4"), results());
        assertTrue(console.err().contains("3 clips: 3 done, 0 skipped, 0 failed"), console.err());
    }

    @Test
    void oneBadFileDoesNotStopTheRest() throws IOException {
        Files.write(clips.resolve("bad.mp4"), new byte[1000]);
        Path report = folder.resolve("report.json");
        assertEquals(1, run(clips, "--report", report.toString()), console.err());
        assertEquals(List.of("a.mp4", "day/b.mkv"), results());
        assertTrue(console.err().contains("failed: " + clips.resolve("bad.mp4")), console.err());
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertEquals(2, json.get("done").asInt());
        assertEquals(1, json.get("failed").asInt());
        for (JsonNode clip : json.get("clips")) {
            boolean bad = clip.get("input").asText().endsWith("bad.mp4");
            assertEquals(bad ? "failed" : "done", clip.get("status").asText());
            assertEquals(bad, clip.has("problems"));
            assertEquals(!bad, clip.path("frames").asInt() > 0);
        }
    }

    @Test
    @Tag("environment")
    void nothingThatCanRunIsWrongUsageAndSaidOnce() {
        assertEquals(2, run(clips, "--steps", "0"));
        assertEquals(
                1,
                console.err().lines().filter(line -> line.contains("--steps")).count(),
                console.err());
        assertFalse(Files.exists(styled));
    }

    @Test
    void existingOutputsAreSkippedRefusedOrReplaced() throws IOException {
        Files.createDirectories(styled);
        Path existing = Files.writeString(styled.resolve("a.mp4"), "precious");
        assertEquals(0, run(clips, "--skip-existing"), console.err());
        assertTrue(console.err().contains("1 done, 1 skipped, 0 failed"), console.err());
        assertEquals("precious", Files.readString(existing));
        Files.delete(styled.resolve("day/b.mkv"));
        assertEquals(1, run(clips), console.err());
        assertEquals("precious", Files.readString(existing));
        assertEquals(0, run(clips, "--overwrite"), console.err());
        assertTrue(Files.size(existing) > 100);
    }

    @Test
    @Tag("environment")
    void readsTheListOnStandardInput() throws IOException {
        console.given(clips.resolve("a.mp4") + "\n\n" + clips.resolve("day/b.mkv") + "\n");
        assertEquals(0, run(Path.of("-")), console.err());
        assertEquals(List.of("a.mp4", "b.mkv"), results());
    }

    @Test
    void expandsPatternsAndPutsSingleClipsIntoTheDirectory() throws IOException {
        assertEquals(0, run(clips.resolve("**.mkv")), console.err());
        assertEquals(List.of("day/b.mkv"), results());
    }

    @Test
    void aFileCannotHoldSeveralClips() {
        assertEquals(
                2, console.run(clips.toString(), "-o", folder.resolve("x.mp4").toString()));
        assertTrue(console.err().contains("expected a directory"), console.err());
    }

    @Test
    void twoResultsOfOneNameAreNotWrittenOverEachOther() throws IOException {
        TestVideo.write(clips.resolve("day/a.mp4"), 64, 48, 2);
        int exit = console.run(
                clips.resolve("a.mp4").toString(),
                clips.resolve("day/a.mp4").toString(),
                "-o",
                styled.toString(),
                "--size",
                "source");
        assertEquals(1, exit, console.err());
        assertTrue(console.err().contains("would collide with that of"), console.err());
    }

    @Test
    @Tag("environment")
    void neverWritesOverAnInput() throws IOException {
        byte[] before = Files.readAllBytes(clips.resolve("a.mp4"));
        assertEquals(2, console.run(clips.toString(), "-o", clips.toString(), "--overwrite"));
        assertTrue(console.err().contains("is the input itself"), console.err());
        assertEquals(before.length, Files.size(clips.resolve("a.mp4")));
    }

    @Test
    void eventsTellTheClipAndEndWithTheReport() throws IOException {
        assertEquals(0, run(clips, "--progress", "json"), console.err());
        List<JsonNode> events = new ArrayList<>();
        for (String line : console.out().lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertEquals(
                List.of(1, 2),
                events.stream()
                        .filter(event -> event.get("event").asText().equals("begin"))
                        .map(event -> event.get("clip").asInt())
                        .toList());
        JsonNode last = events.get(events.size() - 1);
        assertEquals("report", last.get("event").asText());
        assertEquals(2, last.get("clips").size());
    }

    private int run(Path input, String... options) {
        List<String> arguments = new ArrayList<>(List.of(input.toString(), "-o", styled.toString()));
        arguments.addAll(List.of("--size", "source", "--cuts", "off", "--context", "4", "--overlap", "1"));
        arguments.addAll(List.of(options));
        return console.run(arguments.toArray(String[]::new));
    }

    /** Everything below the output directory. */
    private List<String> results() throws IOException {
        try (Stream<Path> files = Files.walk(styled)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> styled.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
