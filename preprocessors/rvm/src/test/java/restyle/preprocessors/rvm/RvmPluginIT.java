package restyle.preprocessors.rvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.DType;
import restyle.plugins.Clip;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Matte;
import restyle.plugins.Preprocessor;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginInstaller;

/** The plugin zip as users get it. */
class RvmPluginIT {

    @TempDir
    Path folder;

    @Test
    void installedFromItsZipItMakesTheSameMattes() throws Exception {
        Path zip = Path.of(System.getProperty("plugin.zip"));
        Path model = RecurrentNetwork.write(folder.resolve("rvm.onnx"), DType.FLOAT, 1);
        assertEquals(
                List.of("rvm"),
                new PluginInstaller(folder.resolve("plugins"))
                        .install(zip, false)
                        .preprocessors());
        Settings settings = new Settings(Map.of("model", model, "ratio", "auto"));
        try (PluginHost host = PluginHost.open(List.of(folder.resolve("plugins")))) {
            Preprocessor rvm = host.preprocessor("rvm");
            FrameProcessor isolated = rvm.open(new Clip(40, 24, 25, "cpu", 1), settings);
            FrameProcessor direct = new RvmPreprocessor().open(new Clip(40, 24, 25, "cpu", 1), settings);
            try (isolated;
                    direct) {
                for (long number = 0; number < 3; number++) {
                    Matte expected = matte(direct, number);
                    Matte found = matte(isolated, number);
                    assertArrayEquals(expected.alpha(), found.alpha());
                    assertArrayEquals(expected.foreground(), found.foreground());
                }
            }
        }
    }

    private static Matte matte(FrameProcessor processor, long number) throws Exception {
        byte[] rgb = new byte[3 * 40 * 24];
        new Random(number).nextBytes(rgb);
        return (Matte) processor.process(new Frame(number, 40, 24, rgb));
    }
}
