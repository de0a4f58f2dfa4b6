package restyle.models.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import restyle.models.check.run.NetworkRun;
import restyle.models.check.run.RunOptions;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.HostTensor;

/** Runs networks as {@code models run} does, through files in a folder of the test. */
public record NetworkRuns(Path folder) {
    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    /**
     * Runs a network.
     *
     * @param options names, each followed by its value
     */
    public Golden run(String network, List<Path> weights, Map<String, ? extends HostTensor> in, String... options) {
        Map<String, List<String>> values = new TreeMap<>();
        for (int i = 0; i < options.length; i += 2) {
            values.put(options[i], List.of(options[i + 1]));
        }
        Path out = folder.resolve("out.safetensors");
        Path given = TensorFiles.write(folder.resolve("in.safetensors"), in);
        NetworkRun.of(network).run(weights, new RunOptions(values), given, out, COMPUTE);
        return Golden.open(out);
    }

    /** Runs a network that is one file. */
    public Golden run(String network, Path weights, Map<String, ? extends HostTensor> in, String... options) {
        return run(network, List.of(weights), in, options);
    }
}
