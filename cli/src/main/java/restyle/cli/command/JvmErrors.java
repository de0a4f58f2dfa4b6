package restyle.cli.command;

import java.util.Locale;
import java.util.Optional;

/** What errors of the Java virtual machine mean to a user: too little memory, and libraries that cannot be loaded. */
public final class JvmErrors {

    private static final String OPTIONS = "RESTYLE_JAVA_OPTS=";

    private JvmErrors() {}

    /** Explains an error, or returns empty where it is a defect. */
    public static Optional<String> explain(Error error) {
        if (error instanceof OutOfMemoryError) {
            return Optional.of(
                    "out of memory: " + error.getMessage() + "; " + remedy(String.valueOf(error.getMessage())));
        } else if (error instanceof StackOverflowError) {
            return Optional.of(
                    "out of stack: something in the input is nested too deeply; " + OPTIONS + "-Xss16m allows more");
        } else if (error instanceof LinkageError) {
            String reason = String.valueOf(root(error).getMessage());
            return Optional.of("a library cannot be loaded here: " + reason + "; " + place(reason));
        } else if (error instanceof InternalError
                && String.valueOf(error.getMessage()).contains("unsafe memory access")) {
            return Optional.of("a file that was being read became shorter or its disk failed");
        }
        return Optional.empty();
    }

    private static String remedy(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("thread")) {
            return "the system allows no more threads (ulimit -u, or the container's limit of processes)";
        } else if (lower.contains("direct") || lower.contains("reserve")) {
            return OPTIONS + "-XX:MaxDirectMemorySize=4g allows more";
        } else if (lower.contains("heap") || lower.contains("array size") || lower.contains("gc overhead")) {
            return OPTIONS + "-Xmx4g allows more, where the machine has it";
        }
        return "a smaller --size or a shorter --context needs less";
    }

    private static String place(String reason) {
        return reason.contains("failed to map segment")
                ? "its disk allows no programs (it is mounted noexec); put restyle on one that does"
                : "restyle must be built for this kind of system, which must be as new as its READMEs say";
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }
}
