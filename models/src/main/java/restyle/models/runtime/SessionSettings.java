package restyle.models.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import restyle.models.graph.Precision;

/** How every session is set up. */
final class SessionSettings {

    private SessionSettings() {}

    static OrtSession.SessionOptions of(Compute compute, Optional<Path> weightsFolder) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // Everything that matters also arrives as an exception.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.setIntraOpNumThreads(compute.threads());
        options.setInterOpNumThreads(1);
        options.setDeterministicCompute(true);
        // A planned block of memory would come on top of what the first run, for which there is no plan yet, has left
        // in the
        // arena: twice the memory at the same speed. On CUDA, runs from changing threads would even grow it without
        // bound
        // (onnxruntime issue 29351).
        options.setMemoryPatternOptimization(false);
        // Waiting threads would burn the cores that decoding and encoding need at the same time.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Weights stay for the session's life: outside the arena they take what they need, not the next power of two.
        options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
        if (weightsFolder.isPresent()) {
            options.addConfigEntry(
                    "session.model_external_initializers_file_folder_path",
                    weightsFolder.get().toString());
        }
        if (compute.device().kind() == Device.Kind.CUDA) {
            addCuda(options, compute);
        }
        if (compute.device().provider().isPresent()) {
            ProviderDevice provider = compute.device().provider().get();
            options.addExecutionProvider(List.of(provider.device()), provider.options());
            // What was asked for is what computes: without this, layers that the provider does not know would go to the
            // CPU
            // in silence.
            options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        }
        return options;
    }

    private static void addCuda(OrtSession.SessionOptions options, Compute compute) throws OrtException {
        try (OrtCUDAProviderOptions cuda =
                new OrtCUDAProviderOptions(compute.device().index())) {
            // Timing convolution algorithms at the first run would make results depend on the machine's load.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            cuda.add("use_tf32", compute.precision() == Precision.TF32 ? "1" : "0");
            options.addCUDA(cuda);
        }
    }
}
