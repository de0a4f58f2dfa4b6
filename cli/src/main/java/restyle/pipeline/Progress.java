package restyle.pipeline;

/** Told how a clip gets on. Called from the thread that runs the pipeline. */
public interface Progress {

    /**
     * Work begins.
     *
     * @param input as the user named it
     * @param output as the user named it
     * @param frames how many will be written, or -1 if the source does not say
     */
    void begin(String input, String output, long frames);

    /** So many frames have been written. */
    void written(long frames);

    /** The output is complete and has its name. */
    void end(RunSummary summary);

    /** Something that the user should know, and that stops nothing. */
    void notice(String text);
}
