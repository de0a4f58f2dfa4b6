package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import restyle.cli.report.Console;
import restyle.files.Home;
import restyle.job.options.Styles;

/** What the READMEs tell readers to type: the command line understands it, and continuous integration builds by it. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    /** A command of an example: in a block, or indented as one; {@code \} goes on in the next line, {@code #} begins a remark. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^ *(?:cli/)?restyle (?:[^\\n\\\\]|\\\\\\n)*");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh)?\\n(.*?)^```|((?:^ {4,}[^\\n]*\\n)+)");
    /** A style of the pack; examples of one's own are in capitals. */
    private static final Pattern STYLE = Pattern.compile("--style (?:'([^']+)'|\"([^\"]+)\"|([a-z][\\w-]*))");

    private static final Pattern MAVEN = Pattern.compile("(?m)(?:^ *|`)(mvn [^`#\\n]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|[^\\s\"']+");

    /** Commands that need a graphics card, much memory, the other licence, or another runtime, or take long for what they show. */
    private static final Set<String> ELSEWHERE = Set.of(
            "mvn clean",
            "mvn -Pcuda package",
            "mvn -Pgpl package",
            "mvn verify -Pfull-size -pl models",
            "mvn -DskipTests -Pdist,deb package",
            "mvn -DskipTests -Pdist -Ddist.platform=windows-x64 -Ddist.runtime=FOLDER package");

    @Test
    void theCommandLineUnderstandsEveryExample() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path readme : readmes()) {
            BLOCK.matcher(Files.readString(readme))
                    .results()
                    .forEach(block -> COMMAND.matcher(block.group())
                            .results()
                            .map(MatchResult::group)
                            .forEach(commands::add));
        }
        assertTrue(commands.size() >= 10, commands::toString);
        List<String> wrong = new ArrayList<>();
        for (String command : commands) {
            try {
                new CommandLineOf(command).parse();
            } catch (CommandLine.ParameterException e) {
                wrong.add(command.strip() + ": " + e.getMessage());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void stylesOfExamplesComeWithRestyle() throws IOException {
        Home home = new Home(Path.of(System.getProperty("restyle.home")), Path.of("none"));
        Styles styles = Styles.of(home.starterPack(), home);
        Set<String> named = new TreeSet<>();
        for (Path readme : readmes()) {
            STYLE.matcher(Files.readString(readme))
                    .results()
                    .forEach(found -> named.add(Stream.of(1, 2, 3)
                            .map(found::group)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElseThrow()));
        }
        assertTrue(named.size() >= 3, named::toString);
        for (String style : named) {
            assertDoesNotThrow(() -> styles.named(style));
        }
    }

    @Test
    void continuousIntegrationBuildsAsTheReadmesSay() throws IOException {
        Set<String> run = commands(Files.readString(ROOT.resolve(".ci/run")));
        Set<String> told = new TreeSet<>();
        for (Path readme : readmes()) {
            told.addAll(commands(Files.readString(readme)));
        }
        assertFalse(told.isEmpty());
        told.removeAll(ELSEWHERE);
        told.removeAll(run);
        assertEquals(Set.of(), told, "not run by .ci/run");
    }

    /** Maven's commands in a text, without what is about how they print and which tests are added. */
    private static Set<String> commands(String text) {
        return MAVEN.matcher(text)
                .results()
                .map(found ->
                        found.group(1).replaceAll(" (-B|-q|-Penvironment|\"?-Dmaven\\.repo\\.local=\\S*)(?= |$)", ""))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> readmes() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 4)) {
            return files.filter(file -> file.endsWith("README.md") || file.endsWith("FARMS.md"))
                    .filter(file -> !file.toString().matches(".*(/target/|/src/).*"))
                    .toList();
        }
    }

    private record CommandLineOf(String command) {

        void parse() {
            String line = command.strip()
                    .replace("\\\n", " ")
                    .replaceAll("\\s+#.*", "")
                    .replaceAll("\\s+[|>].*", "");
            List<String> words = WORD.matcher(line)
                    .results()
                    .skip(1)
                    .map(word -> word.group(1) != null
                            ? word.group(1)
                            : word.group(2) != null ? word.group(2) : word.group())
                    .toList();
            Console console = new Console(
                    InputStream.nullInputStream(),
                    System.out,
                    System.err,
                    false,
                    new Home(Path.of(System.getProperty("restyle.home")), Path.of("none")));
            Main.commandLine(console).parseArgs(words.toArray(String[]::new));
        }
    }
}
