package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes give what a plugin says about itself or a clear error, soon. Runs on hand-made inputs and on those that fuzzing found; to go
 * on looking:
 *
 * <pre>{@code JAZZER_FUZZ=1 mvn test -pl plugins -Djazzer.hooks=true -Dtest=PluginInfoFuzzTest#properties}</pre>
 */
class PluginInfoFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path work;

    @FuzzTest
    void properties(byte[] bytes) throws IOException {
        Files.write(work.resolve(PluginInfo.FILE), bytes);
        assertTimeout(SOON, () -> {
            try {
                HostVersion.current().check(PluginInfo.read(work));
            } catch (PluginException e) {
                assertFalse(e.getMessage().isBlank(), e.toString());
            }
        });
    }
}
