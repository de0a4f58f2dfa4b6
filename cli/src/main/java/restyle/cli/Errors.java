package restyle.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import restyle.job.JobException;
import restyle.models.graph.ModelException;
import restyle.plugins.host.PluginException;
import restyle.video.VideoException;

/** Turns what commands throw into messages and exit codes. A stack trace is for defects of restyle alone. */
record Errors(Console console) {

    /** Wrong usage. */
    int usage(ParameterException e, String[] args) {
        console.say(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, console.errWriter());
        console.say("'" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' shows what there is");
        return ExitCode.USAGE.number();
    }

    /** Anything that went wrong while a command ran. */
    int execution(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof JobException job) {
            job.problems().forEach(console::say);
            return ExitCode.USAGE.number();
        } else if (isForUsers(e)) {
            console.say(e.getMessage());
            return ExitCode.FAILED.number();
        }
        console.say("this is a defect in restyle; please report it with the lines below");
        e.printStackTrace(console.err());
        return ExitCode.FAILED.number();
    }

    private static boolean isForUsers(Exception e) {
        return e instanceof ModelException || e instanceof PluginException || e instanceof VideoException;
    }
}
