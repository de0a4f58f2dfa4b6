package restyle.models.runtime;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import restyle.models.graph.Graph;
import restyle.models.graph.Kernels;
import restyle.models.graph.Precision;

/**
 * What a network computes with.
 *
 * @param device where it runs
 * @param threads how many threads it uses on the CPU, at least 1; equal numbers give equal bits
 * @param weightsFolder where weights that are computed while a network is loaded are kept for the next run; if empty, they go to a
 *     temporary file and with the program
 * @param precision of the denoising networks; others ask it for theirs
 */
public record Compute(Device device, int threads, Optional<Path> weightsFolder, Precision precision) {

    /** What Java calls x86-64; on macOS it is the second. */
    private static final Set<String> X86 = Set.of("amd64", "x86_64");

    public Compute {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
    }

    /** Computes in float32. */
    public Compute(Device device, int threads, Optional<Path> weightsFolder) {
        this(device, threads, weightsFolder, Precision.FP32);
    }

    /** Computes in float32 and keeps no computed weights. */
    public Compute(Device device, int threads) {
        this(device, threads, Optional.empty());
    }

    /**
     * Begins a graph as the device takes it, and computes it fast: ONNX Runtime's own devices may learn shapes late, which saves memory and
     * time; those of others (OpenVINO's) refuse what has no known number of axes.
     */
    public Graph graph() {
        return new Graph(
                switch (device.kind()) {
                    case CPU -> X86.contains(System.getProperty("os.arch")) ? Kernels.X86 : Kernels.OWN;
                    case CUDA -> Kernels.OWN;
                    case PROVIDER -> Kernels.FOREIGN;
                });
    }

    /** Returns the same with another precision, which follows from this one's. */
    public Compute with(UnaryOperator<Precision> rule) {
        return new Compute(device, threads, weightsFolder, rule.apply(precision));
    }
}
