package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SIGTERM does to a batch. SIGINT takes the same way, but where a build runs in the background it is ignored. */
class SignalTest {

    @TempDir
    Path folder;

    @Test
    void aSignalEndsTheWholeBatchAndItGoesOn() throws Exception {
        Path clips = folder.resolve("clips");
        for (String name : List.of("a", "b", "c")) {
            TestVideo.write(clips.resolve(name + ".mp4"), 64, 48, 12);
        }
        Path styled = folder.resolve("styled");
        Path report = folder.resolve("report.json");
        List<String> arguments = List.of(
                clips.toString(),
                "-o",
                styled.toString(),
                "--size",
                "source",
                "--every",
                "1",
                "--cuts",
                "off",
                "--context",
                "4",
                "--overlap",
                "1",
                "--report",
                report.toString(),
                "--resume");
        ChildRun run = ChildRun.start(folder, arguments);
        run.requireSize(styled.resolve("a.mp4"), 1);
        run.requireSize(styled.resolve(".b.mp4.restyle/frames"), 1);
        run.process().destroy();
        assertTrue(run.process().waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, run.process().exitValue(), run::said);
        assertTrue(run.said().contains("1 done, 0 skipped, 0 failed, 2 not done"), run::said);
        assertTrue(Files.readString(report).contains("\"interrupted\" : 2"), Files.readString(report));
        TestConsole console = new TestConsole(folder.resolve("data"));
        assertEquals(0, console.run(arguments.toArray(String[]::new)), console.err());
        assertTrue(console.err().contains("2 done, 1 skipped, 0 failed"), console.err());
        try (Stream<Path> files = Files.list(styled)) {
            assertEquals(
                    List.of("a.mp4", "b.mp4", "c.mp4"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void benchLeavesNoFolderBehind() throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        ChildRun run = ChildRun.start(folder, List.of("bench", "--length", "200", "--size", "64"));
        while (run.process().isAlive() && !Files.exists(frames(temporary))) {
            Thread.sleep(5);
        }
        run.process().destroy();
        assertTrue(run.process().waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, run.process().exitValue(), run::said);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.getFileName().toString().startsWith("restyle"))
                            .toList());
        }
    }

    /** Finished frames of a bench, or what does not exist as long as there are none. */
    private static Path frames(Path temporary) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "restyle-*")) {
            for (Path bench : folders) {
                return bench.resolve(".out.mp4.restyle/frames");
            }
        }
        return temporary.resolve("none");
    }
}
