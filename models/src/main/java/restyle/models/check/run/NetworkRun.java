package restyle.models.check.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;

/** Runs one network on tensors from a file and writes what it computes to another. */
public final class NetworkRun {
    private static final List<RunnableNetwork> NETWORKS = List.of(
            new TextRun(),
            new UNetRun(),
            new ControlNetRun(),
            new VaeEncodeRun(),
            new VaeDecodeRun(),
            new T2IRun(),
            new ImageEncoderRun(),
            new ImageTokensRun(),
            new UpscaleRun(),
            new DepthRun());

    private final RunnableNetwork network;

    private NetworkRun(RunnableNetwork network) {
        this.network = network;
    }

    /**
     * Finds the network of this name.
     *
     * @throws ModelException if there is none
     */
    public static NetworkRun of(String name) {
        return NETWORKS.stream()
                .filter(network -> network.name().equals(name))
                .findFirst()
                .map(NetworkRun::new)
                .orElseThrow(() -> new ModelException(
                        "no network \"%s\"; expected one of %s".formatted(name, String.join(", ", names()))));
    }

    /** Returns the names that {@link #of} takes. */
    public static List<String> names() {
        return NETWORKS.stream().map(RunnableNetwork::name).toList();
    }

    /** Returns every option that some network takes, with the names of those networks. */
    public static Map<RunOption, List<String>> options() {
        Map<RunOption, List<String>> options = new LinkedHashMap<>();
        for (RunnableNetwork network : NETWORKS) {
            for (RunOption option : network.options()) {
                options.put(option, takers(option.name()));
            }
        }
        return options;
    }

    private static List<String> takers(String option) {
        return NETWORKS.stream()
                .filter(network -> names(network.options()).contains(option))
                .map(RunnableNetwork::name)
                .toList();
    }

    private static Set<String> names(List<RunOption> options) {
        return options.stream().map(RunOption::name).collect(Collectors.toSet());
    }

    /**
     * Runs the network.
     *
     * @param weights files or folders; the first that has the network counts
     * @param in a safetensors file; tensors that the network does not take are ignored
     * @param out a safetensors file to write, replaced if it is there and none that is read
     * @throws ModelException if a file or a tensor is missing or does not fit, the result would replace what is read, or the network does not take an option
     */
    public void run(List<Path> weights, RunOptions options, Path in, Path out, Compute compute) {
        requireTaken(options);
        FreePlace.require(out, weights, options, Optional.of(in));
        write(out, new RunSource(weights, options, compute), TensorInputs.read(in));
    }

    /**
     * Runs the network on what its options say alone.
     *
     * @throws ModelException as the other, and if the network needs tensors
     */
    public void run(List<Path> weights, RunOptions options, Path out, Compute compute) {
        requireTaken(options);
        FreePlace.require(out, weights, options, Optional.empty());
        write(out, new RunSource(weights, options, compute), TensorInputs.NONE);
    }

    private void write(Path out, RunSource source, TensorInputs inputs) {
        TensorInputs.write(out, network.run(source, inputs));
    }

    private void requireTaken(RunOptions options) {
        for (String option : options.values().keySet()) {
            if (!names(network.options()).contains(option)) {
                throw new ModelException("%s is for %s, not for %s"
                        .formatted(option, String.join(", ", takers(option)), network.name()));
            }
        }
    }
}
