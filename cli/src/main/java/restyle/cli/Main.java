package restyle.cli;

import picocli.CommandLine;
import restyle.cli.report.Console;
import restyle.models.runtime.Natives;

/** Starts the command line and ends the process with its exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Console console = Console.ofThisProcess();
        ExitGuard guard = ExitGuard.install(console);
        Natives.useFolder(console.home().natives());
        guard.exit(commandLine(console).execute(args));
    }

    /** The whole command line, printing to the given console. Sub-commands are listed in {@link RestyleCommand}. */
    static CommandLine commandLine(Console console) {
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
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false); // @FILE is a prompt in a file, not a file of arguments
        return line;
    }
}
