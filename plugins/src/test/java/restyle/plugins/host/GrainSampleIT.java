package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;

/** The sample project's zip, from installing to removing. Its own build has just made it, knowing nothing of this one. */
class GrainSampleIT {

    private static final Path ZIP = Path.of(System.getProperty("grain.zip"));

    @TempDir
    Path folder;

    @Test
    void aStrangersFinisherIsInstalledUsedAndRemoved() throws Exception {
        PluginInstaller installer = new PluginInstaller(folder);
        assertEquals(List.of("grain"), installer.install(ZIP, false).finishers());
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            PluginFinisher grain = host.finisher("grain");
            Settings settings = new SettingsReader(name -> List.of()).read(grain, Map.of("strength", "9"));
            List<FinisherChain.Step> twice =
                    List.of(new FinisherChain.Step(grain, settings), new FinisherChain.Step(grain, settings));
            VideoFormat format = new VideoFormat(16, 16, new Fraction(25, 1), new Fraction(1, 25));
            try (FinisherChain chain =
                    FinisherChain.open(twice, new Clip(16, 16, 25, "cpu", 1), format, notice -> {})) {
                assertEquals(List.of(), chain.next(grey(0), new FilmFrame(grey(0), 0), 1, true));
                assertEquals(
                        1,
                        chain.next(grey(1), new FilmFrame(grey(1), 1), 1, false).size());
                FinisherChain.Finished last = chain.end().get(0);
                assertEquals(1, last.frame().index());
                assertEquals(1, last.durationTicks());
                assertEquals(true, brightest(last.frame()) > 110);
            }
        }
        installer.remove("grain");
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            assertEquals(List.of(), host.reports());
        }
    }

    private static Frame grey(int index) {
        byte[] rgb = new byte[3 * 16 * 16];
        Arrays.fill(rgb, (byte) 100);
        return new Frame(index, 16, 16, rgb);
    }

    private static int brightest(Frame frame) {
        int brightest = 0;
        for (byte sample : frame.rgb()) {
            brightest = Math.max(brightest, Byte.toUnsignedInt(sample));
        }
        return brightest;
    }
}
