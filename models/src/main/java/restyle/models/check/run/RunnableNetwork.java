package restyle.models.check.run;

import java.util.List;
import java.util.Map;
import restyle.models.runtime.FloatTensor;

/** One network that can be run by itself. */
interface RunnableNetwork {

    /** Returns what a user calls it, as in {@code vae-decode}. */
    String name();

    /** Returns the options that it takes. */
    default List<RunOption> options() {
        return List.of();
    }

    /**
     * Loads the network, runs it and returns what it computes, by name. Frames beyond the first are allowed wherever it works frame by
     * frame.
     */
    Map<String, FloatTensor> run(RunSource source, TensorInputs in);
}
