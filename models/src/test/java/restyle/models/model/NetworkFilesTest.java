package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.ModelException;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;
import restyle.models.weights.names.NetworkKind;

class NetworkFilesTest {

    @Test
    void saysWhatAnIncompleteFileLacks(@TempDir Path folder) {
        Map<String, long[]> tensors = SeededFiles.manifest("ip_adapter");
        tensors.remove("ip_adapter.1.to_k_ip.weight");
        Path file = SeededFiles.write(folder.resolve("half.safetensors"), tensors, 1, StoredType.F16);
        assertEquals(
                file
                        + " has no tensor ip_adapter.1.to_k_ip.weight, which every IP-Adapter of its layout has; is the file complete?",
                refusal(file, NetworkKind.IP_ADAPTER));
        assertEquals(
                file + " is an IP-Adapter; expected a T2I-Adapter; give it to --ip-adapter",
                refusal(file, NetworkKind.T2I_ADAPTER));
    }

    private static String refusal(Path file, NetworkKind part) {
        return assertThrows(ModelException.class, () -> NetworkFiles.open(file, part))
                .getMessage();
    }
}
