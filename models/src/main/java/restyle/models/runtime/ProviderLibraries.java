package restyle.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import restyle.models.graph.ModelException;

/**
 * The libraries of execution providers that this process has registered. They stay until it ends: a library must not go before the last
 * session that uses it, and there is one environment for all.
 */
final class ProviderLibraries {

    private static final Map<Path, List<OrtEpDevice>> REGISTERED = new HashMap<>();

    private ProviderLibraries() {}

    /**
     * Lists what a library offers here, in its own order; the first call registers it.
     *
     * @throws ModelException if there is no such file, or it is no provider
     */
    static synchronized List<OrtEpDevice> devices(Path library) {
        if (!Files.isRegularFile(library)) {
            throw new ModelException(
                    "there is no library %s; after ep: comes the file of an execution provider for ONNX Runtime %s"
                            .formatted(library, OnnxRuntime.environment().getVersion()));
        }
        List<OrtEpDevice> known = REGISTERED.get(library);
        if (known == null) {
            known = register(library);
            REGISTERED.put(library, known);
        }
        return known;
    }

    private static List<OrtEpDevice> register(Path library) {
        OrtEnvironment environment = OnnxRuntime.environment();
        try {
            Set<String> before = environment.getEpDevices().stream()
                    .map(OrtEpDevice::getEpName)
                    .collect(Collectors.toSet());
            environment.registerExecutionProviderLibrary("restyle " + library, library.toString());
            return environment.getEpDevices().stream()
                    .filter(device -> !before.contains(device.getEpName()))
                    .toList();
        } catch (OrtException e) {
            throw new ModelException(
                    "%s is no execution provider that ONNX Runtime %s can load: %s"
                            .formatted(library, environment.getVersion(), e.getMessage()),
                    e);
        }
    }
}
