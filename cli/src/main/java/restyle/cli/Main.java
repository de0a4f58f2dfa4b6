package restyle.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import restyle.cli.command.Errors;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.cli.report.OwnFolder;
import restyle.cli.start.BundledLibraries;
import restyle.cli.start.Relaunch;
import restyle.cli.start.Surroundings;
import restyle.cli.support.LastFailure;
import restyle.cli.support.TailStream;
import restyle.files.LocalPath;

/** Starts the command line and ends the process with its exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
        TailStream said = new TailStream(System.err);
        Console console = Console.ofThisProcess().withErr(new PrintStream(said, true));
        Surroundings surroundings = Surroundings.ofThisProcess();
        Map<String, String> missing = surroundings.missing();
        if (!missing.isEmpty()) {
            System.exit(elsewhere(console, surroundings, args, missing));
        }
        ExitGuard guard = ExitGuard.install(console);
        OwnFolder.watch(console.home().distribution());
        BundledLibraries.use(console.home().natives());
        int code = underUpgrade(console, run(console, args));
        new LastFailure(console.home()).keep(List.of(args), code, said.text());
        guard.exit(code);
    }

    /** Says at the end if another version took this one's place; what failed by that may be tried again. */
    private static int underUpgrade(Console console, int code) {
        Optional<String> change = OwnFolder.change();
        if (change.isEmpty()) {
            return code;
        } else if (code == ExitCode.DONE.number()) {
            console.say("note: " + change.get() + "; what it made may be partly of the other version");
            return code;
        }
        console.say(change.get() + "; start again, where that was an upgrade");
        return code == ExitCode.FAILED.number() ? ExitCode.TEMPORARY.number() : code;
    }

    /** Runs the command in a process that has the variables it needs, which the launchers would have set. */
    private static int elsewhere(
            Console console, Surroundings surroundings, String[] args, Map<String, String> variables)
            throws IOException {
        if (surroundings.lost(args)) {
            console.say("letters of the arguments were lost, because the locale is plain ASCII; start restyle by its"
                    + " launcher, " + console.home().launcher() + ", or set LC_ALL=C.UTF-8");
            return ExitCode.USAGE.number();
        }
        return Relaunch.of(console.home().distribution(), Main.class, args, variables)
                .run();
    }

    /** Runs one command and returns its exit code, whatever happens. */
    static int run(Console console, String... args) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // messages are English, so their numbers are
        try {
            return commandLine(console).execute(args);
        } catch (Error e) { // picocli hands exceptions to the handlers below, but not errors
            new Errors(console).explain(e).forEach(console::say);
            return Errors.exit(e).number();
        }
    }

    /** Returns the whole command line, printing to the given console. Sub-commands are listed in {@link RestyleCommand}. */
    public static CommandLine commandLine(Console console) {
        CommandLine.IFactory standard = CommandLine.defaultFactory();
        CommandLine line = new CommandLine(new RestyleCommand(console), new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return ConsoleCommand.class.isAssignableFrom(type)
                        ? type.getDeclaredConstructor(Console.class).newInstance(console)
                        : standard.create(type);
            }
        });
        Errors errors = new Errors(console);
        line.setOut(console.outWriter());
        line.setErr(console.errWriter());
        line.setParameterExceptionHandler(errors::usage);
        line.setExecutionExceptionHandler(errors::execution);
        line.registerConverter(Path.class, Main::path);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false); // @FILE is a prompt in a file, not a file of arguments
        return line;
    }

    private static Path path(String text) {
        try {
            return LocalPath.of(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }
}
