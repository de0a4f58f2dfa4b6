package restyle.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import restyle.job.Job;

/** How many processor threads a command may use. */
public final class ThreadsOption {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    private Integer threads;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads. Default: all.")
    void set(int number) {
        try {
            threads = Job.Compute.threads(number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--threads: " + e.getMessage(), e);
        }
    }

    /** Returns the number that was given; null if none was. */
    public Integer given() {
        return threads;
    }

    /** Returns the number that was given, or that of the processors. */
    public int count() {
        return Job.Compute.threads(threads);
    }
}
