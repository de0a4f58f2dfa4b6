package restyle.job;

/** A job whose output another run is writing at this moment. */
public final class OutputBusyException extends JobException {

    private static final long serialVersionUID = 1;

    public OutputBusyException(String problem) {
        super(problem);
    }
}
