package restyle.job.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.files.Home;
import restyle.job.JobException;

@Tag("environment")
class ConfigTest {

    @TempDir
    Path folder;

    private Path user;
    private Path project;
    private Home home;

    @BeforeEach
    void makePackWithStyles() throws IOException {
        user = folder.resolve("config.yaml");
        project = folder.resolve("restyle.yaml");
        home = new Home(folder.resolve("distribution"), folder.resolve("data"));
        Files.createDirectories(home.starterPack());
        Files.writeString(home.starterPack().resolve("styles.yaml"), """
                - {name: first, prompt: first prompt, steps: 2, strength: 0.5}
                - {name: ink, prompt: ink prompt, steps: 1, control: [hed]}
                """);
    }

    @Test
    void projectIsOverUserIsOverTheStyleThatNobodyNamed() throws IOException {
        Files.writeString(user, "steps: 4\nsize: 512\n");
        Files.writeString(project, "# ours\nsize: 256\n");
        LayeredOptions layered = layered(new JobOptions(), JobFile.none());
        assertEquals(4, layered.options().steps);
        assertEquals("256", layered.options().size);
        assertEquals("first prompt", layered.options().prompt);
        assertEquals(
                List.of(
                        "style 'first'", // prompt
                        project + ", line 2", // size
                        user + ", line 1", // steps
                        "style 'first'", // strength
                        "built in"), // seed
                origins(new JobOptions(), JobFile.none(), "prompt", "size", "steps", "strength", "seed"));
    }

    @Test
    void aStyleOfTheCommandLineIsOverTheConfigAndOneOfTheConfigUnderIt() throws IOException {
        Files.writeString(user, "prompt: mine\nstyle: ink\n");
        LayeredOptions own = layered(new JobOptions(), JobFile.none());
        assertEquals("mine", own.options().prompt);
        assertEquals(1, own.options().steps);
        JobOptions typed = new JobOptions();
        typed.style = "first";
        LayeredOptions named = layered(typed, JobFile.none());
        assertEquals("first prompt", named.options().prompt);
        assertEquals(2, named.options().steps);
        typed.prompt = "typed";
        assertEquals("typed", layered(typed, JobFile.none()).options().prompt);
        assertEquals(List.of("command line", "style 'first'"), origins(typed, JobFile.none(), "prompt", "steps"));
    }

    @Test
    void aStyleOfTheConfigIsNotMeantForAnotherModel() throws IOException {
        Files.writeString(user, "style: ink\nsize: 96\n");
        JobOptions typed = new JobOptions();
        typed.model = Files.createDirectory(folder.resolve("other")).toString();
        LayeredOptions layered = layered(typed, JobFile.none());
        assertNull(layered.options().style);
        assertEquals("96", layered.options().size);
    }

    @Test
    void aJobFileMeansTheSameWhateverTheConfigSays() throws IOException {
        Path job = folder.resolve("job.yaml");
        Files.writeString(job, "style: ink\n");
        Files.writeString(user, "prompt: mine\nsize: 64\ncodec: ffv1\n");
        JobFile document = JobFile.read(job).get(0);
        JobOptions options = layered(new JobOptions(), document).options();
        assertEquals("ink prompt", options.prompt);
        assertNull(options.size);
        assertNull(options.codec);
        assertEquals(List.of(job.toString()), origins(new JobOptions(), document, "style"));
    }

    @Test
    void everythingThatIsWrongIsSaidWithFileAndLine() throws IOException {
        Files.writeString(user, "size: 512\nstepz: 4\nseed: many\ninput: clip.mp4\nlora:\n");
        List<String> problems = problems();
        assertEquals(4, problems.size(), problems.toString());
        assertEquals(user + ", line 2: stepz: there is no such option", problems.get(0));
        assertEquals(user + ", line 3: seed: expected a whole number, found \"many\"", problems.get(1));
        assertTrue(problems.get(2).startsWith(user + ", line 4: input: belongs to one job"), problems.get(2));
        assertTrue(problems.get(3).startsWith(user + ", line 5: lora: is empty"), problems.get(3));
        for (String text : List.of("size: [", "size: 1\nsize: 2\n", "- size\n", "a: 1\n---\nb: 1\n", "\u0000")) {
            Files.writeString(user, text);
            assertTrue(problems().get(0).startsWith(user.toString()), problems().toString());
            assertEquals(1, problems().size());
        }
    }

    @Test
    void aProjectNamesNoLibraryToLoad() throws IOException {
        Files.writeString(project, "device: ep:/tmp/there.so\n");
        assertTrue(
                problems().get(0).startsWith(project + ", line 1: device: a project may not"),
                problems().get(0));
        Files.move(project, user);
        assertEquals("ep:/tmp/there.so", config().options().device);
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        Files.writeString(user, "# nothing yet\n");
        assertEquals(1, config().files().size());
        assertEquals("first prompt", layered(new JobOptions(), JobFile.none()).options().prompt);
    }

    private Config config() {
        return Config.read(project, user);
    }

    private LayeredOptions layered(JobOptions typed, JobFile document) {
        return LayeredOptions.of(typed, document, config(), home, name -> false);
    }

    private List<String> origins(JobOptions typed, JobFile document, String... options) {
        var lines = new OptionOrigins(typed, document, config(), layered(typed, document), home).lines();
        return List.of(options).stream()
                .map(option -> lines.entrySet().stream()
                        .filter(line -> line.getKey().startsWith(option + ": "))
                        .findFirst()
                        .orElseThrow()
                        .getValue())
                .toList();
    }

    private List<String> problems() {
        return assertThrows(JobException.class, this::config).problems();
    }
}
