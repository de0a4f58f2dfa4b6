package restyle.cli.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is missing where Java is started without a launcher. */
class SurroundingsTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "ORT_DISABLE_TELEMETRY", "1",
            "OPENCV_LOG_LEVEL", "SILENT",
            "SVT_LOG", "1",
            "MALLOC_MMAP_THRESHOLD_", "1048576");

    @Test
    void nothingIsMissingWhereALauncherSawToIt() {
        assertEquals(Map.of(), new Surroundings(COMPLETE, StandardCharsets.UTF_8).missing());
    }

    @Test
    void everythingIsMissingFromABareEnvironment() {
        assertEquals(COMPLETE, new Surroundings(Map.of(), StandardCharsets.UTF_8).missing());
        Map<String, String> reporting = Map.of(
                "ORT_DISABLE_TELEMETRY", "0",
                "OPENCV_LOG_LEVEL", "INFO",
                "SVT_LOG", "2",
                "MALLOC_MMAP_THRESHOLD_", "4096");
        assertEquals(
                Map.of("ORT_DISABLE_TELEMETRY", "1"), new Surroundings(reporting, StandardCharsets.UTF_8).missing());
    }

    @Test
    void whereNamesAreAsciiALocaleIsMissingUnlessItWasTried() {
        assertEquals(Map.of("LC_ALL", "C.UTF-8"), new Surroundings(COMPLETE, StandardCharsets.US_ASCII).missing());
        assertEquals(
                Map.of(),
                new Surroundings(Map.of("ORT_DISABLE_TELEMETRY", "1", "LC_ALL", "C.UTF-8"), StandardCharsets.US_ASCII)
                        .missing());
        assertEquals(Map.of(), new Surroundings(COMPLETE, StandardCharsets.ISO_8859_1).missing());
    }

    @Test
    void lettersAreLostInAsciiOnly() {
        assertTrue(new Surroundings(COMPLETE, StandardCharsets.US_ASCII).lost("a", "b\uFFFD"));
        assertFalse(new Surroundings(COMPLETE, StandardCharsets.US_ASCII).lost("a?", "b"));
        assertFalse(new Surroundings(COMPLETE, StandardCharsets.UTF_8).lost("\uFFFD"));
    }

    @Test
    void bothLaunchersSetTheSameVariables() throws IOException {
        for (String launcher : new String[] {"restyle", "restyle.cmd"}) {
            String text = Files.readString(Path.of(launcher));
            COMPLETE.forEach((name, value) -> assertTrue(
                    text.matches("(?s).*\\b" + name + "=\\W*(\\$\\{\\w+:-)?" + value + "\\b.*"),
                    () -> launcher + " does not set " + name));
            assertTrue(text.contains("java.options"), launcher);
        }
    }
}
