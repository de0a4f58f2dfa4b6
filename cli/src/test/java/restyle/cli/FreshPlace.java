package restyle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where nobody has run restyle before: the folders of a user, and an environment that has nothing but what a test gives it.
 *
 * @param home of the user
 * @param work where commands are run
 * @param temporary for temporary files
 */
record FreshPlace(Path home, Path work, Path temporary) {

    /** What a command did. */
    record Outcome(int exit, String out, String err) {}

    static FreshPlace in(Path folder) throws IOException {
        return new FreshPlace(
                Files.createDirectory(folder.resolve("home")),
                Files.createDirectory(folder.resolve("work")),
                Files.createDirectory(folder.resolve("tmp")));
    }

    /** Starts a command, with its streams in files beside the working folder. */
    Process start(Map<String, String> variables, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        environment.putAll(variables);
        return builder.redirectOutput(log("out").toFile())
                .redirectError(log("err").toFile())
                .start();
    }

    Outcome run(Map<String, String> variables, List<String> command) throws IOException, InterruptedException {
        return outcome(start(variables, command));
    }

    Outcome outcome(Process process) throws IOException, InterruptedException {
        int exit = process.waitFor();
        return new Outcome(exit, text("out"), text("err"));
    }

    private String text(String stream) throws IOException {
        return Files.readString(log(stream), StandardCharsets.UTF_8);
    }

    private Path log(String stream) {
        return work.resolveSibling("std" + stream);
    }

    /** Names all files and empty folders that there are now. */
    Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        for (Map.Entry<String, Path> root :
                new TreeMap<>(Map.of("home", home, "work", work, "tmp", temporary)).entrySet()) {
            try (Stream<Path> inside = Files.walk(root.getValue())) {
                for (Path file :
                        inside.filter(path -> !path.equals(root.getValue())).toList()) {
                    if (!Files.isDirectory(file) || isEmpty(file)) {
                        files.add(root.getKey() + "/" + root.getValue().relativize(file));
                    }
                }
            }
        }
        return files;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }
}
