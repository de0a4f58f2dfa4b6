package restyle.cli.command;

import java.util.Set;
import picocli.CommandLine.Option;
import restyle.cli.report.Console;
import restyle.job.options.Config;

/** The user's own defaults, for commands that have some options of a job. */
public final class OwnDefaults {

    @Option(names = "--no-config", description = "Leave your config files out; 'restyle config' shows them.")
    boolean unwanted;

    /**
     * Reads the config files for a command that has every option of a job, and says which there are.
     *
     * @throws restyle.job.JobException naming file and line of everything that is wrong
     */
    public Config read(Console console) {
        return unwanted ? Config.none() : told(console, files(console));
    }

    /**
     * Reads the config files for a command that has some of the options, and says from which files something is taken.
     *
     * @param shared long names of the options that the command has
     * @throws restyle.job.JobException naming file and line of everything that is wrong
     */
    public Config read(Console console, Set<String> shared) {
        return unwanted ? Config.none() : of(console, shared);
    }

    static Config of(Console console, Set<String> shared) {
        return told(console, files(console).only(shared));
    }

    private static Config files(Console console) {
        return Config.read(console.home().projectConfig(), console.home().config());
    }

    private static Config told(Console console, Config config) {
        config.paths().forEach(file -> console.say("note: defaults are taken from " + file));
        return config;
    }
}
