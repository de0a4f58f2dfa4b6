package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.cli.help.Topic;
import restyle.cli.report.ExitCode;

class HelpCommandTest {

    @TempDir
    Path data;

    @Test
    void tellsAboutTopicsAndCommands() {
        TestConsole console = new TestConsole(data);
        for (Topic topic : Topic.values()) {
            assertEquals(0, console.run("help", topic.word()));
            assertEquals(topic.text(), console.out());
        }
        assertEquals(0, console.run("help"));
        assertTrue(Stream.of(Topic.values()).allMatch(topic -> console.out().contains(topic.word())), console.out());
        assertEquals(0, console.run("help", "plugins", "install"));
        String usage = console.out();
        assertEquals(0, console.run("plugins", "install", "--help"));
        assertEquals(console.out(), usage);
        assertEquals(2, console.run("help", "everything"));
        assertTrue(console.err().contains("no topic or command 'everything'; topics are: files,"), console.err());
    }

    @Test
    void namesEveryExitCode() {
        String text = Topic.EXIT_CODES.text();
        for (ExitCode code : ExitCode.values()) {
            assertTrue(text.contains(" " + code.number() + "  "), code.toString());
        }
    }

    @Test
    void bashCompletesCommandsOptionsAndTheirWords() throws Exception {
        TestConsole console = new TestConsole(data);
        assertEquals(0, console.run("completion", "bash"));
        Path script = data.resolve("restyle.bash");
        Files.writeString(script, console.out());
        assertEquals("plan plugins", completed(script, "pl"));
        assertEquals("install", completed(script, "plugins", "ins"));
        assertEquals(
                "--output --output-size --overlap --overwrite",
                completed(script, "--o").replace("--o ", ""));
        assertEquals("--threads", completed(script, "control", "--th"));
        assertEquals("bash", completed(script, "completion", "b"));
        assertEquals("text", completed(script, "--progress", "t"));
    }

    /** What bash would offer for the last of some words. */
    private static String completed(Path script, String... words) throws Exception {
        String line =
                "source '%s'; COMP_WORDS=(restyle %s); COMP_CWORD=%d; _complete_restyle; printf '%%s\\n' \"${COMPREPLY[@]}\""
                        .formatted(script, String.join(" ", words), words.length);
        Process bash = new ProcessBuilder("bash", "--norc", "-c", line)
                .redirectError(ProcessBuilder.Redirect.DISCARD) // outside a completion, bash says so
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), printed);
        return printed.lines().map(String::strip).sorted().distinct().collect(Collectors.joining(" "));
    }

    @Test
    void fishCompletesEveryCommandAndOption() {
        TestConsole console = new TestConsole(data);
        assertEquals(0, console.run("completion", "fish"));
        String script = console.out();
        Main.commandLine(new restyle.cli.report.Console(System.in, System.out, System.err, false, null))
                .getSubcommands()
                .forEach((name, command) -> {
                    assertTrue(script.contains(" -a " + name + " "), name);
                    command.getCommandSpec().options().stream()
                            .filter(option -> !option.hidden())
                            .forEach(option -> assertTrue(
                                    script.contains("__fish_seen_subcommand_from " + name)
                                            && script.contains(" -l "
                                                    + option.longestName().substring(2)),
                                    name + " " + option.longestName()));
                });
        assertTrue(script.contains("-l audio -r -a 'copy none aac opus flac pcm'"), script);
    }
}
