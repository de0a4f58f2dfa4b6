package restyle.plugins.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes give a plugin's folder or a clear error, soon, and nothing is written outside of that folder. Runs on hand-made inputs and
 * on those that fuzzing found; to go on looking:
 *
 * <pre>{@code JAZZER_FUZZ=1 mvn test -pl plugins -Djazzer.hooks=true -Dtest=PluginZipFuzzTest#zip}</pre>
 */
class PluginZipFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final PluginZip.Limits LIMITS = new PluginZip.Limits(100, 1 << 20, 100, 1 << 16);

    @TempDir
    Path work;

    @FuzzTest
    void zip(byte[] bytes) throws IOException {
        Path zip = Files.write(work.resolve("plugin.zip"), bytes);
        Path folder = Files.createDirectories(work.resolve("deep/plugin"));
        assertTimeout(SOON, () -> {
            try {
                PluginZip.unpack(zip, "plugin.properties", folder, LIMITS);
            } catch (ZipRefusedException e) {
                assertTrue(e.getMessage().startsWith(zip + " is refused: "), e.getMessage());
                assertFalse(e.getMessage().endsWith(": null"), e.getMessage());
            }
        });
        PluginFolder.delete(folder);
        assertEquals(Set.of("plugin.zip", "deep"), names(work));
        assertEquals(Set.of(), names(work.resolve("deep")));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
