package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script with a variable that is not set says, and a list with an entry that is empty: said so, never taken for something else. */
class EmptyValuesTest {

    @TempDir
    Path folder;

    private String clip;
    private String output;
    private TestConsole console;

    @BeforeEach
    void makeClip() throws IOException {
        clip = new TestPattern(32, 32).write(Files.createDirectory(folder.resolve("in")), 2);
        output = folder.resolve("out.mp4").toString();
        console = new TestConsole(folder);
    }

    @Test
    void anEmptyInputIsNotTheWorkingDirectory() {
        refuses("an INPUT is empty", "", "-o", folder + "/d/");
        refuses("an INPUT is empty", "", "-o", output);
        refuses("an INPUT is empty", clip, "", "-o", folder + "/d/", "--steps", "0");
    }

    @Test
    void anEmptyOutputIsNotTheWorkingDirectory() {
        refuses("the OUTPUT is empty", clip, "-o", "");
        refuses("has no name before its ending", clip, "-o", ".mp4");
        refuses("the OUTPUT is empty", "control", "hed", clip, "-o", "");
        refuses("a name is empty", "control", "hed", "", "-o", output);
    }

    static Stream<String> options() {
        return Stream.of(
                "style",
                "model",
                "motion",
                "vae",
                "size",
                "frames",
                "cuts",
                "control",
                "background",
                "noise-type",
                "noise",
                "codec",
                "encoder-option",
                "audio",
                "save-latents",
                "models",
                "device");
    }

    @ParameterizedTest
    @MethodSource("options")
    void anEmptyOptionIsNamed(String option) {
        refuses("--" + option + ": is empty", clip, "-o", output, "--" + option, "");
    }

    @ParameterizedTest
    @MethodSource("options")
    void anEmptyValueInAJobFileIsNamed(String option) throws IOException {
        Path job = Files.writeString(folder.resolve("job.yaml"), option + ": ''\n");
        refuses("job.yaml: " + option + ": is empty", clip, "-o", output, "--job", job.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"control: [~]", "control: ['']", "control:\n- tile\n-", "encoder-option: [null]"})
    void anEmptyEntryOfAListIsNamed(String yaml) throws IOException {
        String key = yaml.substring(0, yaml.indexOf(':'));
        Path job = Files.writeString(folder.resolve("job.yaml"), yaml + "\n");
        refuses(key + ": is empty", clip, "-o", output, "--job", job.toString());
        Files.writeString(folder.resolve("styles.yaml"), "- name: own\n  " + yaml.replace("\n", "\n  ") + "\n");
        refuses("style 'own'", clip, "-o", output, "--style", "own");
        assertTrue(console.err().contains(key), console.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ",,", " ", " ,net=x", "=x", "tile,,net=x"})
    void aControlWithoutANameOrKeyIsRefused(String control) {
        refuses("--control: ", clip, "-o", output, "--control", control);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"seed: 1.5", "steps: many", "control: {tile: 1}", "prompt: [a, b]", "seed: 1\nseed: 2", "a: b: c"
            })
    void aValueOfAnotherKindIsNamedInPlainWords(String yaml) throws IOException {
        Path job = Files.writeString(folder.resolve("job.yaml"), yaml + "\n");
        refuses("job.yaml: ", clip, "-o", output, "--job", job.toString());
        assertFalse(console.err().contains("java.") || console.err().contains("restyle.job"), console.err());
    }

    @Test
    void anEmptyReportOrListIsRefused() {
        refuses("--report", clip, "-o", output, "--report", "");
        refuses("--job: is empty", clip, "-o", output, "--job", "");
        refuses("the name is empty", "models", "show", "");
        refuses("a name is empty", "compare", "", clip, "-o", folder + "/r.html");
        console.given("\n \n");
        refuses("the list on standard input is empty", "-", "-o", folder + "/d/");
    }

    @Test
    void numbersOutOfRangeAreRefusedByEveryCommand() {
        refuses("--threads: expected 1..1024, found 0", clip, "-o", output, "--threads", "0");
        refuses("--threads: expected 1..1024, found 0", "control", "tile", clip, "-o", output, "--threads", "0");
        refuses(
                "--threads: expected 1..1024, found -1",
                "compare",
                clip,
                clip,
                "-o",
                folder + "/r.html",
                "--threads=-1");
        refuses("--length: expected 1 or more, found 0", "bench", "--length", "0");
        refuses("neither a file nor the name of a model", "models", "show", "nothing");
        refuses("no network 'vae'; expected one of text, unet", "models", "run", "vae", "--weights", "x", "--out", "y");
    }

    @Test
    void aMistypedCommandIsNotTakenForAClip() {
        refuses("'sytles' is neither a command nor a file", "sytles");
        refuses("missing OUTPUT: give -o FILE, or -o DIRECTORY", clip);
        refuses("missing OUTPUT: give -o FILE, or -o DIRECTORY", "-");
    }

    private void refuses(String message, String... arguments) {
        assertEquals(2, console.run(arguments), console.err());
        assertTrue(console.err().contains(message), console.err());
        assertEquals(List.of(), traces(), console.err());
        assertFalse(Files.exists(Path.of(output)) || Files.exists(folder.resolve("d")));
    }

    private List<String> traces() {
        return console.err().lines().filter(line -> line.startsWith("\tat ")).toList();
    }
}
