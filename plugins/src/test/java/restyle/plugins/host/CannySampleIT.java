package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Settings;

/** The sample project's zip, from installing to removing. Its own build has just made it, knowing nothing of this one. */
class CannySampleIT {

    private static final Path ZIP = Path.of(System.getProperty("canny.zip"));

    @TempDir
    Path folder;

    @Test
    void aStrangersPluginIsInstalledUsedAndRemoved() throws Exception {
        PluginInstaller installer = new PluginInstaller(folder);
        PluginInfo plugin = installer.install(ZIP, false).plugin();
        assertEquals(
                new PluginInfo(
                        "canny", "1.0.0", ">=0.1.0 & <1.0.0", "Your Name", "Canny edges for restyle.", "Apache-2.0"),
                plugin);
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            PluginPreprocessor canny = host.preprocessor("canny");
            Settings settings = new SettingsReader(name -> List.of()).read(canny, Map.of("low", "50"));
            try (FrameProcessor processor = canny.open(new Clip(16, 16, 25, "cpu", 1), settings)) {
                assertEquals(2 * 16, whitePixels((ControlMap) processor.process(stripe())));
            }
        }
        installer.remove("canny");
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            assertEquals(List.of(), host.reports());
        }
    }

    @Test
    void anotherVersionOfRestyleSaysWhatToDo() throws Exception {
        Path root = Files.createDirectory(folder.resolve("plugins"));
        new PluginInstaller(root).install(ZIP, false);
        try (PluginHost host = PluginHost.open(List.of(root), new HostVersion("1.2.0"))) {
            PluginException e = assertThrows(PluginException.class, () -> host.preprocessor("canny"));
            assertEquals(
                    "no preprocessor is called 'canny'; there is none; canny failed to load: canny 1.0.0 needs restyle"
                            + " >=0.1.0 & <1.0.0, this is restyle 1.2.0: install that restyle, or a version of canny"
                            + " made for this one",
                    e.getMessage());
        }
    }

    /** White from the fifth to the tenth column: two edges. */
    private static Frame stripe() {
        byte[] rgb = new byte[3 * 16 * 16];
        for (int y = 0; y < 16; y++) {
            Arrays.fill(rgb, 3 * (16 * y + 5), 3 * (16 * y + 11), (byte) 255);
        }
        return new Frame(0, 16, 16, rgb);
    }

    private static int whitePixels(ControlMap map) {
        int white = 0;
        for (int i = 0; i < map.rgb().length; i += 3) {
            white += map.rgb()[i] != 0 ? 1 : 0;
        }
        return white;
    }
}
