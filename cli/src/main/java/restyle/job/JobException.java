package restyle.job;

import java.util.List;

/** A job that cannot run; nothing was started. */
public sealed class JobException extends RuntimeException permits OutputBusyException {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public JobException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public JobException(String problem) {
        this(List.of(problem));
    }

    public JobException(String problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    /** Returns the problems, one line each. */
    public List<String> problems() {
        return problems;
    }
}
