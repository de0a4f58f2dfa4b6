package restyle.finishers.sharpen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Finisher;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginInstaller;

/** The plugin zip as users get it. */
class SharpenPluginIT {

    @TempDir
    Path folder;

    @Test
    void installedFromItsZipItSharpensTheSame() throws Exception {
        Path zip = Path.of(System.getProperty("plugin.zip"));
        assertEquals(
                List.of("sharpen"),
                new PluginInstaller(folder).install(zip, false).finishers());
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            assertArrayEquals(sharpened(new SharpenFinisher()), sharpened(host.finisher("sharpen")));
        }
    }

    private static byte[] sharpened(Finisher finisher) throws Exception {
        byte[] rgb = new byte[3 * 20 * 10];
        new Random(5).nextBytes(rgb);
        Frame frame = new Frame(0, 20, 10, rgb);
        VideoFormat format = new VideoFormat(20, 10, new Fraction(25, 1), new Fraction(1, 25));
        Settings settings = new Settings(Map.of("amount", 1.0, "radius", 2.0));
        try (FrameFinisher opened = finisher.open(new Clip(20, 10, 25, "cpu", 1), format, settings)) {
            return opened.finish(frame, new FilmFrame(frame, 0)).get(0).frame().rgb();
        }
    }
}
