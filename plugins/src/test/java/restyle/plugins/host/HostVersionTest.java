package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostVersionTest {

    @Test
    void knowsTheVersionItWasBuiltAs() {
        assertTrue(HostVersion.current().text().matches("\\d+\\.\\d+\\.\\d+.*"));
    }

    @ParameterizedTest
    @CsvSource({"1.2.0, 1.2.0", "1.2.0, 1.0.0", "1.2.0, >=1.0.0 & <2.0.0", "1.2.0-SNAPSHOT, 1.2.0", "1.2.0, 1.x"})
    void acceptsPluginsMadeForIt(String host, String requires) {
        assertDoesNotThrow(() -> new HostVersion(host).check(plugin(requires)));
    }

    @Test
    void saysWhatToDoAboutAPluginForAnotherVersion() {
        PluginException e = assertThrows(PluginException.class, () -> new HostVersion("0.9.0").check(plugin("1.0.0")));
        assertEquals(
                "canny 1.1.0 needs restyle >=1.0.0, this is restyle 0.9.0:"
                        + " update restyle, or install a version of canny made for it",
                e.getMessage());
    }

    @Test
    void explainsRangesThatCannotBeRead() {
        PluginException e =
                assertThrows(PluginException.class, () -> new HostVersion("1.0.0").check(plugin("about 1")));
        assertTrue(e.getMessage().contains("expected versions such as 0.1.0 or >=0.1.0 & <1.0.0, found 'about 1'"));
    }

    private static PluginInfo plugin(String requires) {
        return new PluginInfo("canny", "1.1.0", requires, "", "", "");
    }
}
