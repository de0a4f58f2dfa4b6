package restyle.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import restyle.models.graph.ModelException;

/**
 * The library itself: the only way to it, so that it never runs where it would report to its maker. From version 1.29 on it does
 * so on Linux and macOS (look-ups of a host, a device id and a database in the user's cache folder), unless a variable is in the
 * environment before it is loaded.
 */
final class OnnxRuntime {

    /** Turns the reports off; a setting in the API comes too late, the device id is written by then. */
    static final String SILENCE = "ORT_DISABLE_TELEMETRY";

    private static OrtEnvironment loaded;

    private OnnxRuntime() {}

    /**
     * Loads the library if it is not yet.
     *
     * @throws ModelException if it would report to its maker, or cannot be loaded here
     */
    static synchronized OrtEnvironment environment() {
        if (loaded == null) {
            loaded = load();
        }
        return loaded;
    }

    private static OrtEnvironment load() {
        requireSilence(System.getenv());
        requireTemporaryFolder(Path.of(System.getProperty("java.io.tmpdir")));
        try {
            // Its warnings are for those who make networks; a failure comes back as an exception.
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "restyle");
            environment.setTelemetry(false); // Windows has reports of another kind, which the variable does not stop
            return environment;
        } catch (OrtException | LinkageError e) {
            throw new ModelException("ONNX Runtime cannot be loaded here: " + root(e).getMessage(), e);
        }
    }

    static void requireSilence(Map<String, String> environment) {
        if (!"1".equals(environment.get(SILENCE))) {
            throw new ModelException("ONNX Runtime would report to its maker; set " + SILENCE
                    + "=1 in the environment of this program, as restyle's launcher does");
        }
    }

    /** Says what the library itself says badly: it makes a folder there when it is loaded. */
    static void requireTemporaryFolder(Path folder) {
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new ModelException("the temporary folder %s %s; set TMPDIR to a folder that can be written"
                    .formatted(folder, Files.exists(folder) ? "cannot be written" : "does not exist"));
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }
}
