package restyle.preprocessors.hed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginInstaller;

/** The plugin zip as users get it. */
class HedPluginIT {

    @TempDir
    Path folder;

    @Test
    void installedFromItsZipItDrawsTheSameEdges() throws Exception {
        Path zip = Path.of(System.getProperty("plugin.zip"));
        Path model = SeededWeights.write("hed_narrow.recipe.json", folder.resolve("narrow.safetensors"));
        assertEquals(
                List.of("hed"),
                new PluginInstaller(folder.resolve("plugins"))
                        .install(zip, false)
                        .preprocessors());
        Settings settings = new Settings(Map.of("model", model, "safe", false, "scribble", false));
        try (PluginHost host = PluginHost.open(List.of(folder.resolve("plugins")))) {
            Preprocessor hed = host.preprocessor("hed");
            FrameProcessor isolated = hed.open(new Clip(40, 24, 25, "cpu", 1), settings);
            FrameProcessor direct = new HedPreprocessor().open(new Clip(40, 24, 25, "cpu", 1), settings);
            try (isolated;
                    direct) {
                assertArrayEquals(map(direct).rgb(), map(isolated).rgb());
            }
        }
    }

    private static ControlMap map(FrameProcessor processor) throws Exception {
        byte[] rgb = new byte[3 * 40 * 24];
        new Random(5).nextBytes(rgb);
        return (ControlMap) processor.process(new Frame(0, 40, 24, rgb));
    }
}
