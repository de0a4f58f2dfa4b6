package restyle.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs programs of the building system.
 *
 * @param work a folder for what they leave
 */
record Programs(Path work) {

    /**
     * Runs a program and returns what it prints. What restyle keeps goes into the working folder.
     *
     * @throws IOException if the program fails, with what it said
     */
    String output(List<String> command) throws IOException, InterruptedException {
        Path errors = work.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("RESTYLE_DATA", work.resolve("data").toString());
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + printed + Files.readString(errors));
        }
        return printed.strip();
    }

    String output(String... command) throws IOException, InterruptedException {
        return output(List.of(command));
    }
}
