package restyle.farm.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is printed to be typed means to a shell what it stands for. */
class ShellWordTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no sh")
    void aShellTakesAnyWordAsItIs() throws Exception {
        List<String> words = List.of(
                "plain/plan.yaml",
                "it's",
                "a  b",
                "$HOME",
                "`id`",
                "~",
                "\\",
                "\"",
                "*",
                "",
                "a;b",
                "-n",
                "=",
                "{a,b}");
        List<String> read = new ArrayList<>();
        for (String word : words) {
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", "printf '<%s>' " + ShellWord.of(word));
            Process process = shell.redirectErrorStream(true).start();
            read.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(words.stream().map(word -> "<" + word + ">").toList(), read);
    }

    @Test
    void whatNeedsNoQuotesHasNone() {
        assertEquals("/shared/show-1/slurm/submit.sh", ShellWord.path(Path.of("/shared/show-1/slurm/submit.sh")));
        assertEquals("'a b'", ShellWord.path(Path.of("a b")));
    }

    @Test
    void aPathIsNoOption() {
        assertEquals("./-o", ShellWord.path(Path.of("-o")));
    }
}
