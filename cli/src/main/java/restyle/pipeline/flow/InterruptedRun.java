package restyle.pipeline.flow;

/** The run was asked to stop. */
public final class InterruptedRun extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Takes over the interruption that ended a wait. */
    public InterruptedRun(InterruptedException cause) {
        super("interrupted", cause);
    }
}
