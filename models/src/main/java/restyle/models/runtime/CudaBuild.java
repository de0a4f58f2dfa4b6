package restyle.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import restyle.models.graph.ModelException;

/**
 * Which CUDA ONNX Runtime's libraries were built for. The artifact on Maven Central is for CUDA 12; libraries for another one can be put into
 * a folder, which then comes before it.
 *
 * @param needs the libraries of CUDA and cuDNN that have to be on the machine, with their versions
 */
public record CudaBuild(List<String> needs) {

    private static final Pattern OF_CUDA =
            Pattern.compile("lib(cuda|cudart|cublas|cublasLt|cufft|curand|cudnn)\\.so.*");

    /**
     * Looks at the library for CUDA beside ONNX Runtime's own; empty where there is none in a folder, or on other systems than Linux.
     *
     * @throws ModelException if it cannot be read
     */
    public static Optional<CudaBuild> find() {
        return Natives.folder()
                .map(folder -> folder.resolve("libonnxruntime_providers_cuda.so"))
                .filter(Files::isRegularFile)
                .map(CudaBuild::read);
    }

    static CudaBuild read(Path library) {
        try {
            return new CudaBuild(SharedLibrary.needs(library).stream()
                    .filter(name -> OF_CUDA.matcher(name).matches())
                    .toList());
        } catch (IOException e) {
            throw new ModelException(library + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Describes it in a few words. */
    @Override
    public String toString() {
        return "ONNX Runtime's library for CUDA needs " + String.join(", ", needs);
    }
}
