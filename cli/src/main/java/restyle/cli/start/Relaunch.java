package restyle.cli.start;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The same command once more, in a process of its own with other variables, for they cannot be set from inside. It has the streams
 * of this process and ends with it.
 *
 * @param command the program and its arguments
 * @param variables to set
 */
public record Relaunch(List<String> command, Map<String, String> variables) {

    /** A run that is told to end takes a moment to keep what it has done. */
    private static final long GRACE_SECONDS = 10;

    /**
     * Prepares the command of this process again.
     *
     * @param distribution the folder that has {@code java.options}
     * @param main the class that this process began with
     */
    public static Relaunch of(Path distribution, Class<?> main, String[] arguments, Map<String, String> variables) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path options = distribution.resolve("java.options");
        if (Files.isReadable(options)) {
            command.add("@" + options);
        }
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String classes = System.getProperty("java.class.path");
        boolean oneJar = classes.endsWith(".jar") && !classes.contains(File.pathSeparator);
        command.addAll(oneJar ? List.of("-jar", classes) : List.of("-cp", classes, main.getName()));
        command.addAll(List.of(arguments));
        return new Relaunch(List.copyOf(command), Map.copyOf(variables));
    }

    /**
     * Runs it to its end.
     *
     * @return its exit code
     */
    public int run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(variables);
        Process process = builder.start();
        Thread end = new Thread(() -> end(process), "restyle relaunch");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the main thread", e);
        }
    }

    /** Passes on that this process is to end, and waits until the other has. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
