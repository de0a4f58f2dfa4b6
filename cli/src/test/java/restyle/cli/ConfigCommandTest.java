package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import restyle.cli.help.Topic;
import restyle.cli.report.Console;
import restyle.job.options.JobOptions;

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
        assertTrue(shown.contains("\nnegative: \"\" # "), shown);
    }

    /** A command that gets an option of a job takes it from config files too, or says in the help that it does not. */
    @Test
    void theHelpSaysWhichCommandTakesWhat() {
        Map<String, Set<String>> some =
                someOfAJob("", Main.commandLine(new Console(System.in, System.out, System.err, false, null)));
        for (String name : some.keySet()) {
            assertTrue(List.of(Topic.CONFIG.text().split("[ ,:\n]+")).containsAll(List.of(name.split(" "))), name);
        }
        assertTrue(some.remove("models run").contains("device")); // has nearly all
        assertEquals(
                Map.of(
                        "control", Set.of("cuts", "device", "models", "threads"),
                        "compare", Set.of("image-encoder", "threads"),
                        "models list", Set.of("models"),
                        "models pull", Set.of("models"),
                        "models verify", Set.of("models"),
                        "styles", Set.of("model"),
                        "doctor", Set.of("device"),
                        "run", Set.of("device", "threads"),
                        "submit", Set.of("restyle")),
                some);
    }

    private static Map<String, Set<String>> someOfAJob(String parents, CommandLine command) {
        Set<String> ofAJob = new HashSet<>();
        for (Field field : JobOptions.class.getFields()) {
            ofAJob.addAll(List.of(field.getAnnotation(CommandLine.Option.class).names()));
        }
        Map<String, Set<String>> some = new HashMap<>();
        command.getSubcommands().forEach((name, sub) -> {
            Set<String> has = sub.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .filter(ofAJob::contains)
                    .map(option -> option.substring(2))
                    .collect(Collectors.toSet());
            if (!has.isEmpty() && !has.contains("prompt")) {
                some.put(parents + name, has);
            }
            some.putAll(someOfAJob(parents + name + " ", sub));
        });
        return some;
    }

    @Test
    void commandsThatShareOptionsTakeThem() throws IOException {
        String maps = folder.resolve("maps.mp4").toString();
        Files.writeString(config, "size: 512\n\ncuts: banana\n");
        assertEquals(2, console.run("control", "hed", clip, "-o", maps));
        assertTrue(console.err().contains("note: defaults are taken from " + config), console.err());
        assertTrue(console.err().contains(config + ", line 3: cuts: "), console.err());
        assertEquals(2, console.run("control", "hed", clip, "-o", maps, "--cuts", "apple"));
        assertTrue(console.err().contains("--cuts: "), console.err());
        Files.writeString(config, "size: 512\nthreads: 5000\n");
        assertEquals(2, console.run("compare", clip, clip, "-o", folder + "/page.html"));
        assertTrue(console.err().contains(config + ", line 2: threads: expected 1..1024"), console.err());
        assertEquals(
                0, console.run("compare", clip, clip, "-o", folder + "/page.html", "--threads", "1"), console.err());
        assertEquals(2, console.run("bench", clip));
        assertTrue(console.err().contains(config + ", line 2: threads: "), console.err());
        Files.writeString(config, "size: 512\n");
        assertEquals(0, console.run("compare", clip, clip, "-o", folder + "/page.html", "--overwrite"), console.err());
        assertFalse(console.err().contains("defaults"), console.err());
    }

    @Test
    void modelsAndStylesAreLookedUpWhereJobsLookThemUp() throws IOException {
        Path models = Files.createDirectories(folder.resolve("many models"));
        Path pack = Files.createDirectories(models.resolve("noir"));
        Files.writeString(pack.resolve("styles.yaml"), "[{name: night, prompt: at night}]");
        Files.writeString(config, "models: " + models + "\nmodel: noir\n");
        assertEquals(0, console.run("styles"), console.err());
        assertTrue(console.out().startsWith("night "), console.out());
        Files.writeString(config, "models: " + models + "\n\nmodel: blanc\n");
        assertEquals(2, console.run("styles"));
        assertTrue(console.err().contains(config + ", line 3: model: 'blanc' is neither"), console.err());
        assertEquals(2, console.run("models", "show", "blanc"));
        assertTrue(console.err().contains(models.toString()), console.err());
    }

    private int dryRun(String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {clip, "-o", folder.resolve("out.mp4").toString(), "--dry-run"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return console.run(all);
    }
}
