package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to one clip of a batch, the rest is done, and the exit code and the report say which was not. */
class BatchFaultsTest {

    @TempDir
    Path folder;

    private Path clips;
    private Path styled;
    private Path report;
    private TestConsole console;

    @BeforeEach
    void makeClip() throws IOException {
        clips = folder.resolve("clips");
        styled = folder.resolve("styled");
        report = folder.resolve("report.json");
        console = new TestConsole(folder.resolve("data"));
        TestVideo.write(clips.resolve("a.mp4"), 32, 32, 2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its names cannot have wildcards")
    void aNameWithWildcardsIsAName() throws IOException {
        Files.copy(clips.resolve("a.mp4"), clips.resolve("Is it real?.mp4"));
        assertEquals(0, console.run(arguments(clips.toString())), console.err());
        assertTrue(Files.size(styled.resolve("Is it real?.mp4")) > 100);
        assertTrue(Files.size(styled.resolve("a.mp4")) > 100);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "knows every letter")
    void aNameThatTheLocaleCannotExpressFailsAlone() throws Exception {
        Files.copy(clips.resolve("a.mp4"), clips.resolve("Überfahrt.mp4"));
        ChildRun run =
                ChildRun.start(folder, List.of("env", "LC_ALL=C", "LANG=C"), List.of(arguments(clips.toString())));
        run.process().waitFor();
        boolean expressed = Files.exists(styled.resolve("Überfahrt.mp4")); // where the launch made the locale UTF-8
        assertEquals(expressed ? 0 : 1, run.process().exitValue(), run.said());
        assertTrue(Files.size(styled.resolve("a.mp4")) > 100);
        assertEquals(expressed ? List.of("done", "done") : List.of("done", "failed"), statuses());
    }

    /** The second picture needs 108 MB as an array. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no 'env'")
    void memoryThatRunsOutForOneClipIsThereForTheNext() throws Exception {
        Path big = folder.resolve("big.png");
        Path small = folder.resolve("small.png");
        ImageIO.write(new BufferedImage(6000, 6000, BufferedImage.TYPE_BYTE_BINARY), "png", big.toFile());
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY), "png", small.toFile());
        ChildRun run = ChildRun.start(
                folder,
                List.of("env", "JDK_JAVA_OPTIONS=-Xmx80m"),
                List.of(arguments(big.toString(), small.toString(), clips.toString())));
        run.process().waitFor();
        assertEquals(1, run.process().exitValue(), run.said());
        assertEquals(List.of("done", "done", "failed"), statuses());
        assertTrue(Files.exists(styled.resolve("small.png")) && Files.exists(styled.resolve("a.mp4")), run.said());
    }

    @Test
    void whatAnotherRunIsWritingIsSkippedAndSaid() throws IOException {
        TestVideo.write(clips.resolve("b.mp4"), 32, 32, 2);
        Path state = Files.createDirectories(styled.resolve(".a.mp4.restyle")).resolve("frames");
        try (FileChannel other = FileChannel.open(state, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertEquals(0, console.run(arguments(clips.toString(), "--skip-existing")), console.err());
            assertTrue(console.err().contains("a.mp4 is skipped: another run is writing "), console.err());
            assertTrue(console.err().contains("1 done, 1 skipped, 0 failed"), console.err());
            assertEquals(List.of("done", "skipped"), statuses());
            assertEquals(0, console.run(arguments(clips.toString(), "--skip-existing")), console.err());
            assertTrue(console.err().contains("0 done, 2 skipped, 0 failed"), console.err());
            assertEquals(1, console.run(arguments(clips.toString(), "--overwrite")), console.err());
            assertTrue(console.err().contains("another run is writing this output"), console.err());
        }
    }

    /** Each begins where the other is at work, or has been; whoever is first makes the clip. */
    @Test
    void runsOverOneFolderShareTheWork() throws Exception {
        for (String name : List.of("b", "c", "d")) {
            TestVideo.write(clips.resolve(name + ".mp4"), 32, 32, 6);
        }
        String[] arguments = arguments(clips.toString(), "--skip-existing");
        List<TestConsole> consoles = List.of(console, new TestConsole(folder.resolve("other")));
        List<CompletableFuture<Integer>> runs = consoles.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> each.run(arguments)))
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            assertEquals(0, runs.get(i).get(), consoles.get(i).err());
            assertTrue(
                    consoles.get(i).err().contains(", 0 failed"),
                    consoles.get(i).err());
        }
        assertEquals(0, console.run(arguments(clips.toString(), "--skip-existing")), console.err());
        try (Stream<Path> files = Files.list(styled)) {
            assertEquals(
                    List.of("a.mp4", "b.mp4", "c.mp4", "d.mp4"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void noClipWritesWhatAnotherReads() throws IOException {
        Path input = TestVideo.write(folder.resolve("other/a.mp4"), 32, 32, 3);
        styled = clips;
        for (String own : List.of(clips.resolve("a.mp4").toString(), clips + "/../clips/a.mp4")) {
            assertEquals(2, console.run(arguments(input.toString(), own, "--overwrite", "--dry-run")));
            assertTrue(console.err().contains("a.mp4, the input of a clip of this run"), console.err());
        }
    }

    @Test
    void latentsOfSeveralClipsNeedAFileEach() throws IOException {
        TestVideo.write(clips.resolve("b.mp4"), 32, 32, 2);
        Path job = Files.writeString(
                folder.resolve("job.yaml"), "save-latents: " + folder.resolve("l.safetensors") + "\n");
        assertEquals(2, console.run(arguments(clips.toString(), "--job", job.toString())));
        assertTrue(console.err().contains("--save-latents: names one file, found 2 clips"), console.err());
        String both = "";
        for (String name : List.of("a", "b")) {
            both += "---\ninput: %s\noutput: %s\nsave-latents: %s\n"
                    .formatted(
                            clips.resolve(name + ".mp4"),
                            styled.resolve(name + ".mp4"),
                            folder.resolve("l.safetensors"));
        }
        Files.writeString(job, both);
        assertEquals(2, console.run("--job", job.toString(), "--dry-run"), console.err());
        assertTrue(console.err().contains("l.safetensors would collide with that of"), console.err());
    }

    private String[] arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("-o", styled.toString(), "--report", report.toString()));
        arguments.addAll(List.of("--size", "32", "--cuts", "off", "--context", "4", "--overlap", "1", "--steps", "1"));
        return arguments.toArray(String[]::new);
    }

    private List<String> statuses() throws IOException {
        List<String> statuses = new ArrayList<>();
        for (JsonNode clip : new ObjectMapper().readTree(report.toFile()).get("clips")) {
            statuses.add(clip.get("status").asText());
        }
        return statuses.stream().sorted().toList();
    }
}
