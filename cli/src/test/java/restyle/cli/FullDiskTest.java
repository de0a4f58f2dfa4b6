package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose files may not grow beyond a limit of the shell: their writes fail as they do on a full disk. */
class FullDiskTest {

    @TempDir
    Path folder;

    private Path out;
    private Path clip;
    private byte[] source;
    private TestConsole console;

    @BeforeEach
    void makeFolder() throws IOException {
        out = Files.createDirectory(folder.resolve("out"));
        console = new TestConsole(folder.resolve("data"));
    }

    @Test
    void finishedFramesThatCannotBeKeptEndTheRunAndItGoesOn() throws Exception {
        makeClip(64, 48, 20);
        ChildRun run = start("source", 40);
        assertEquals(3, run.process().waitFor(), run::said);
        assertTrue(run.said().contains("restyle: cannot keep finished frames in " + out), run::said);
        assertTrue(run.said().contains("its finished frames are kept for --resume"), run::said);
        assertGoesOn("source", 40 * 1024 / ((4 * 16 * 12 + 7) * 4));
    }

    @Test
    void anOutputThatCannotBeWrittenEndsTheRunAndItGoesOn() throws Exception {
        makeClip(640, 480, 12);
        ChildRun run = start("32", 30);
        assertEquals(3, run.process().waitFor(), run::said);
        assertTrue(run.said().contains("restyle: " + out.resolve("styled.mp4") + " "), run::said);
        assertTrue(run.said().contains("its finished frames are kept for --resume"), run::said);
        assertGoesOn("32", 1);
    }

    private void makeClip(int width, int height, int frames) throws IOException {
        clip = TestVideo.write(folder.resolve("clip.mp4"), width, height, frames);
        source = Files.readAllBytes(clip);
    }

    /** @param kibibytes that a file may have */
    private ChildRun start(String size, int kibibytes) throws Exception {
        String shell = "ulimit -f $0; exec \"$@\"";
        return ChildRun.start(folder, List.of("bash", "-c", shell, "" + kibibytes), arguments("styled.mp4", size));
    }

    private void assertGoesOn(String size, int atLeast) throws IOException {
        assertArrayEquals(source, Files.readAllBytes(clip));
        assertEquals(List.of(".styled.mp4.restyle"), beside());
        List<String> arguments = arguments("styled.mp4", size);
        arguments.add("--resume");
        assertEquals(0, console.run(arguments.toArray(String[]::new)), console.err());
        String behind = console.err().replaceAll("(?s).*resuming after (\\d+) finished frames.*", "$1");
        assertTrue(Integer.parseInt(behind) >= atLeast, console.err());
        byte[] resumed = Files.readAllBytes(out.resolve("styled.mp4"));
        assertEquals(List.of("styled.mp4"), beside());
        assertEquals(0, console.run(arguments("again.mp4", size).toArray(String[]::new)), console.err());
        assertArrayEquals(Files.readAllBytes(out.resolve("again.mp4")), resumed);
    }

    private List<String> arguments(String name, String size) {
        return new ArrayList<>(List.of(
                clip.toString(),
                "-o",
                out.resolve(name).toString(),
                "--size",
                size,
                "--every",
                "1",
                "--cuts",
                "off",
                "--threads",
                "1",
                "--context",
                "4",
                "--overlap",
                "1"));
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
