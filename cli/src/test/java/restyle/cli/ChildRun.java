package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line in a process of its own, to be killed.
 *
 * @param log both of its streams
 */
record ChildRun(Process process, Path log) {

    /**
     * Starts it.
     *
     * @param folder for the user's data, temporary files and the log
     */
    static ChildRun start(Path folder, List<String> arguments) throws IOException, InterruptedException {
        return start(folder, List.of(), arguments);
    }

    /**
     * Starts it by way of another program, which gets the command as its last arguments.
     *
     * @param before that program with its own arguments
     */
    static ChildRun start(Path folder, List<String> before, List<String> arguments)
            throws IOException, InterruptedException {
        return start(folder, before, ChildClasses.options(), arguments);
    }

    /**
     * Starts it with options of Java that are not those of others.
     *
     * @param java a class path among them
     */
    static ChildRun start(Path folder, List<String> before, List<String> java, List<String> arguments)
            throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.add("-Drestyle.home=" + System.getProperty("restyle.home"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
        command.add(Main.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("RESTYLE_DATA", folder.resolve("data").toString());
        Path log = folder.resolve("log");
        return new ChildRun(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /** Waits until a file has a size, or the process has ended. */
    void waitForSize(Path file, long bytes) throws IOException, InterruptedException {
        while (process.isAlive() && !(Files.exists(file) && file.toFile().length() >= bytes)) {
            Thread.sleep(1);
        }
    }

    /** The same for a run that must not end before. */
    void requireSize(Path file, long bytes) throws IOException, InterruptedException {
        waitForSize(file, bytes);
        assertTrue(process.isAlive(), () -> "the run is over: " + said());
    }

    /** What it has printed. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The first event of a name, where it ran with {@code --progress json}; the last line may be cut off. */
    Optional<JsonNode> event(String name) throws IOException {
        String said = said();
        for (String line : said.substring(0, said.lastIndexOf('\n') + 1).lines().toList()) {
            if (line.startsWith("{")) {
                JsonNode event = new ObjectMapper().readTree(line);
                if (event.path("event").asText().equals(name)) {
                    return Optional.of(event);
                }
            }
        }
        return Optional.empty();
    }
}
