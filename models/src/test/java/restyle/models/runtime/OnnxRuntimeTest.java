package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.ModelException;

/** Where the library is not loaded. */
class OnnxRuntimeTest {

    @TempDir
    Path folder;

    @Test
    void itIsNotLoadedWhereItWouldReport() {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of(OnnxRuntime.SILENCE, "0"))) {
            ModelException refusal = assertThrows(ModelException.class, () -> OnnxRuntime.requireSilence(environment));
            assertTrue(refusal.getMessage().contains("ORT_DISABLE_TELEMETRY=1"), refusal.getMessage());
        }
        OnnxRuntime.requireSilence(Map.of(OnnxRuntime.SILENCE, "1"));
    }

    @Test
    void aMissingTemporaryFolderIsNamed() {
        Path missing = folder.resolve("missing");
        ModelException refusal = assertThrows(ModelException.class, () -> OnnxRuntime.requireTemporaryFolder(missing));
        assertEquals(
                "the temporary folder " + missing + " does not exist; set TMPDIR to a folder that can be written",
                refusal.getMessage());
        OnnxRuntime.requireTemporaryFolder(folder);
    }
}
