package restyle.cli.command;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import restyle.job.Job;

/** How many processor threads a command may use. */
public final class ThreadsOption {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads. Default: all.")
    void set(int number) {
        if (number < 1 || number > Job.Compute.MAX_THREADS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--threads: expected 1..%d, found %d".formatted(Job.Compute.MAX_THREADS, number));
        }
        threads = Optional.of(number);
    }

    /** Returns the number that was given, or that of the processors. */
    public int count() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }
}
