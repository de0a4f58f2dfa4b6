package restyle.cli.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import restyle.cli.report.ExitCode;
import restyle.files.FileFailure;
import restyle.files.Home;
import restyle.files.TextFile;

/**
 * What the last command that failed said, kept for {@code doctor --report}: one small file in the user's folder, with the names of files
 * taken out already.
 *
 * @param home in whose data folder it is
 */
public record LastFailure(Home home) {

    private static final int MAX_CHARACTERS = 8000;

    /** Returns the file; it may be missing. */
    public Path file() {
        return home.data().resolve("last-failure.txt");
    }

    /**
     * Keeps what a command said, if it failed. A folder that cannot be written is no reason to fail, nor to speak: the failure itself
     * has been said.
     *
     * @param arguments what was typed
     * @param exitCode of the command; being interrupted is no failure
     * @param said everything that it wrote for people
     */
    public void keep(List<String> arguments, int exitCode, String said) {
        boolean failed = exitCode != ExitCode.DONE.number()
                && exitCode != ExitCode.INTERRUPTED.number()
                && exitCode != ExitCode.TERMINATED.number();
        if (!failed) {
            return;
        }
        String options = arguments.stream()
                .filter(word -> word.matches("--?[a-z][a-z-]*(=.*)?"))
                .map(word -> word.split("=", 2)[0])
                .collect(Collectors.joining(" "));
        String messages = said.lines()
                .filter(line -> line.startsWith("restyle: ")
                        || line.startsWith("\tat ")
                        || line.matches("[\\w.]+(Exception|Error).*"))
                .collect(Collectors.joining("\n"));
        String text = "%s%nexit code %s%noptions %s%n%s%n"
                .formatted(Instant.now(), exitCode, options, new Redaction(home, arguments).apply(messages));
        try {
            Files.createDirectories(home.data());
            Files.writeString(file(), text.substring(0, Math.min(text.length(), MAX_CHARACTERS)));
        } catch (IOException e) {
            return; // see above
        }
    }

    /** Reads it; empty if nothing has failed yet, or what is there cannot be read. */
    public Optional<String> text() {
        try {
            return Files.isRegularFile(file()) ? Optional.of(TextFile.read(file())) : Optional.empty();
        } catch (FileFailure e) {
            return Optional.of(e.getMessage());
        }
    }
}
