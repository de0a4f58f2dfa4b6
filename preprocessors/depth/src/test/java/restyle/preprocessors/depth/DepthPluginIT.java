package restyle.preprocessors.depth;

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
class DepthPluginIT {

    @TempDir
    Path folder;

    @Test
    void installedFromItsZipItDrawsTheSameDepth() throws Exception {
        Path zip = Path.of(System.getProperty("plugin.zip"));
        Path model = SeededDepth.write(folder.resolve("narrow.safetensors"));
        assertEquals(
                List.of("depth"),
                new PluginInstaller(folder.resolve("plugins"))
                        .install(zip, false)
                        .preprocessors());
        Settings settings = new Settings(Map.of("model", model, "range", "scene", "side", 70L, "batch", 1L));
        try (PluginHost host = PluginHost.open(List.of(folder.resolve("plugins")))) {
            Preprocessor depth = host.preprocessor("depth");
            FrameProcessor isolated = depth.open(new Clip(40, 24, 25, "cpu", 1), settings);
            FrameProcessor direct = new DepthPreprocessor().open(new Clip(40, 24, 25, "cpu", 1), settings);
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
