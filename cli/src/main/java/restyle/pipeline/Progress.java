package restyle.pipeline;

import restyle.pipeline.flow.StageClock;

/** Told how a clip gets on. Called from the thread that runs the pipeline. */
public interface Progress {

    /**
     * Is told that the clip is open; what computes is loaded next.
     *
     * @param input as the user named it
     * @param output as the user named it
     * @param frames how many will be written, or -1 if the source does not say
     * @param finished how many of them an interrupted run has finished
     */
    void begin(String input, String output, long frames, long finished);

    /**
     * Is told that everything is loaded and frames begin to flow.
     *
     * @param clock tells what the stages are doing
     */
    void loaded(StageClock clock);

    /** Is told that so many frames have been written. */
    void written(long frames);

    /** Is told that the output is complete and has its name. */
    void end(RunSummary summary);

    /** Is told something that the user should know, and that stops nothing. */
    void notice(String text);
}
