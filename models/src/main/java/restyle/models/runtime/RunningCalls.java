package restyle.models.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashSet;
import java.util.Set;
import restyle.models.graph.ModelException;

/**
 * The calls of networks that are running in this process. ONNX Runtime knows nothing of interrupted threads, so a process that is
 * told to end ends its calls here.
 */
public final class RunningCalls {

    private static final Set<OrtSession.RunOptions> RUNNING = new HashSet<>();
    private static boolean stopped;

    private RunningCalls() {}

    /**
     * Makes every running call fail at its next operator, and every later one at once, for good: each throws a
     * {@link ModelException}.
     */
    public static synchronized void stop() {
        stopped = true;
        for (OrtSession.RunOptions call : RUNNING) {
            try {
                call.setTerminate(true);
            } catch (OrtException e) {
                throw new ModelException("a network cannot be stopped: " + e.getMessage(), e);
            }
        }
    }

    /** Notes that a call is about to begin with these options. */
    static synchronized void began(OrtSession.RunOptions call) {
        if (stopped) {
            throw new ModelException("networks are stopped: the process is about to end");
        }
        RUNNING.add(call);
    }

    /** Notes that a call has ended, one way or the other. */
    static synchronized void ended(OrtSession.RunOptions call) {
        RUNNING.remove(call);
    }
}
