package restyle.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import restyle.batch.TemporaryFailure;
import restyle.cli.help.Topic;
import restyle.cli.report.Console;
import restyle.cli.report.ExitCode;
import restyle.cli.report.OwnFolder;
import restyle.files.FileFailure;
import restyle.job.JobException;
import restyle.media.VideoException;
import restyle.models.graph.ModelException;
import restyle.plugins.host.PluginException;

/** Turns what commands throw into messages and exit codes. A stack trace is for defects of restyle alone. */
public record Errors(Console console) {

    /** Tells of wrong usage, and returns the exit code. */
    public int usage(ParameterException e, String[] args) {
        console.say(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, console.errWriter());
        console.say("see '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE.number();
    }

    /** Tells of what went wrong while a command ran, and returns the exit code. */
    public int execution(Exception e, CommandLine command, ParseResult parsed) {
        if (Thread.interrupted()) {
            // What is under way fails in its own way when the process is told to end.
            console.say("interrupted; what was finished is kept");
            return ExitCode.INTERRUPTED.number();
        }
        explain(e).forEach(console::say);
        return exit(e).number();
    }

    /** Returns the exit code that this leads to. */
    public static ExitCode exit(Throwable e) {
        if (TemporaryFailure.is(e)) {
            return ExitCode.TEMPORARY;
        }
        return e instanceof JobException ? ExitCode.USAGE : ExitCode.FAILED;
    }

    /** Returns what to tell the user, one line each. The stack trace of a defect is printed at once. */
    public List<String> explain(Throwable e) {
        if (e instanceof JobException job) {
            return job.problems().stream().map(Errors::withTopic).toList();
        } else if (e instanceof ModelException
                || e instanceof PluginException
                || e instanceof VideoException
                || e instanceof FileFailure) {
            return List.of(e.getMessage());
        } else if (e instanceof UncheckedIOException io) {
            return List.of(io.getMessage() + ": " + reason(io.getCause()));
        } else if (e instanceof FileSystemException file) {
            return List.of(file.getFile() + ": " + reason(file));
        }
        Optional<String> known = e instanceof Error error ? JvmErrors.explain(error) : Optional.empty();
        if (known.isPresent()) {
            return List.of(known.get());
        }
        if (OwnFolder.change().isPresent()) { // which is said at the end
            return List.of(e.toString());
        }
        e.printStackTrace(console.err());
        return List.of("this is a defect in restyle; please report it with the lines above: " + e);
    }

    /** Names what to read, where more can be said than fits a line. */
    private static String withTopic(String problem) {
        return Topic.about(problem)
                .map(topic -> problem + "; see 'restyle help " + topic.word() + "'")
                .orElse(problem);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "does not exist";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
    }
}
