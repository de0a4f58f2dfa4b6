package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginInstaller;

/** The plugin zip as users get it. */
class DwposePluginIT {

    @TempDir
    Path folder;

    @Test
    void installedFromItsZipItDrawsTheSameSkeletons() throws Exception {
        Path zip = Path.of(System.getProperty("plugin.zip"));
        assertEquals(
                List.of("dwpose"),
                new PluginInstaller(folder).install(zip, false).preprocessors());
        Frame frame = Golden.named("small").frame();
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            assertArrayEquals(
                    map(new DwposePreprocessor(), frame).rgb(),
                    map(host.preprocessor("dwpose"), frame).rgb());
        }
    }

    private static ControlMap map(Preprocessor dwpose, Frame frame) throws Exception {
        Clip clip = new Clip(frame.width(), frame.height(), 25, "cpu", 1);
        try (FrameProcessor processor = dwpose.open(clip, DwposeSettings.DEFAULTS.toSettings())) {
            return (ControlMap) processor.process(frame);
        }
    }
}
