package restyle.cli.report;

/** What the process returns; scripts rely on these numbers. */
public enum ExitCode {
    /** All done. */
    DONE(0),
    /** Some inputs of a batch failed; the rest are done. */
    SOME_FAILED(1),
    /** Wrong usage, or a job that cannot run; nothing was started. */
    USAGE(2),
    /** A single job failed. */
    FAILED(3),
    /** A single job failed by something that a retry may cure; sysexits(3) calls it EX_TEMPFAIL. */
    TEMPORARY(75),
    /** Stopped by SIGINT. */
    INTERRUPTED(130),
    /** Stopped by SIGTERM. */
    TERMINATED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
