package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's own defaults, as commands take them. */
@Tag("environment")
class ConfigCommandTest {

    @TempDir
    Path folder;

    private TestConsole console;
    private Path config;
    private String clip;

    @BeforeEach
    void makeClip() throws IOException {
        console = new TestConsole(folder);
        config = folder.resolve("config.yaml");
        clip = TestVideo.write(folder.resolve("clip.mp4"), 64, 48, 2).toString();
    }

    @Test
    void aJobThatIsTypedTakesThemAndSaysSo() throws IOException {
        Files.writeString(config, "seed: 7\n");
        assertEquals(0, dryRun());
        assertTrue(console.out().contains("\nseed: 7\n"), console.out());
        assertTrue(console.err().contains("note: defaults are taken from " + config), console.err());
        assertEquals(0, dryRun("--seed", "8"));
        assertTrue(console.out().contains("\nseed: 8\n"), console.out());
        assertEquals(0, dryRun("--no-config"));
        assertTrue(console.out().contains("\nseed: 0\n"), console.out());
        assertEquals("", console.err());
        Path job = folder.resolve("job.yaml");
        Files.writeString(job, console.out());
        assertEquals(0, console.run("--job", job.toString(), "--dry-run"));
        assertEquals(Files.readString(job), console.out());
    }

    @Test
    void aValueThatIsWrongIsSaidWhereItStands() throws IOException {
        Files.writeString(config, "\nsize: banana\n");
        assertEquals(2, dryRun());
        String wrong = console.err().lines().skip(1).findFirst().orElse("");
        assertTrue(wrong.contains(config + ", line 2: size: "), console.err());
        assertTrue(wrong.endsWith("; see 'restyle help config'"), console.err());
        Files.writeString(config, "sizze: 12\n");
        assertEquals(2, dryRun());
        assertEquals(1, console.err().lines().count(), console.err());
        assertTrue(console.err().contains(config + ", line 1: sizze: there is no such option"), console.err());
        assertEquals(2, console.run("config"));
        assertEquals(0, dryRun("--no-config"), console.err());
    }

    @Test
    void isShownWithWhereItComesFrom() throws IOException {
        Files.writeString(config, "size: 512\n");
        assertEquals(0, console.run("config", "--seed", "3"), console.err());
        String shown = console.out().replaceAll(" +# ", " # ");
        assertTrue(shown.contains("# user # " + config + "\n"), shown);
        assertTrue(shown.contains("\nsize: \"512\" # " + config + ", line 1\n"), shown);
        assertTrue(shown.contains("\nseed: 3 # command line\n"), shown);
        assertTrue(shown.contains(" # style '"), shown);
        assertTrue(shown.contains("\noverlap: 4 # built in\n"), shown);
    }

    private int dryRun(String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {clip, "-o", folder.resolve("out.mp4").toString(), "--dry-run"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return console.run(all);
    }
}
