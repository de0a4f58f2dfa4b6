package restyle.job.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import restyle.files.Home;
import restyle.job.PixelSize;
import restyle.job.Target;
import restyle.job.options.JobFile;
import restyle.job.options.JobOptions;
import restyle.plugins.host.PluginHost;

class DiskSpaceTest {

    private static final Path SAMPLE = Path.of("../samples/bunny.mp4");

    @Test
    void countsTheOutputAndTheFramesThatAreKeptWhileARunIsOn() throws IOException {
        ResolvedJob video = resolved("x.mp4", Optional.empty());
        assertEquals((long) (1280 * 720 * 132 * 0.01), DiskSpace.bytes(video));
        PixelSize size = video.size();
        assertEquals(size.width() * size.height() / 4 * 132L, DiskSpace.stateBytes(video));
    }

    @Test
    void aPreviewIsOnePictureHoweverLongTheClip() throws IOException {
        assertEquals(1280 * 720 / 4, DiskSpace.bytes(resolved("x.png", Optional.of(1))));
        assertTrue(DiskSpace.stateBytes(resolved("x.png", Optional.of(1))) < 1280 * 720);
    }

    private static ResolvedJob resolved(String output, Optional<Integer> preview) throws IOException {
        Home home = new Home(Path.of(System.getProperty("restyle.home")), Path.of("target/none"));
        try (PluginHost plugins = PluginHost.open(home.pluginRoots())) {
            JobOptions options = new JobOptions();
            options.every = 1;
            Target target = new Target(Path.of("target", output).toString(), true, false, false);
            return new JobResolver(home, plugins)
                    .resolve(new ClipRequest(SAMPLE.toString(), target, options, JobFile.none(), preview));
        }
    }
}
