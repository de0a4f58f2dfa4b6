package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.cli.report.Console;
import restyle.cli.report.QuietProgress;
import restyle.files.Home;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Target;
import restyle.job.check.ClipRequest;
import restyle.job.check.JobResolver;
import restyle.job.options.JobOptions;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;
import restyle.pipeline.Pipeline;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** What a reference picture says is asked once for all clips of a batch. */
class ReferenceBatchTest {

    private static final int SEED = 5;
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    @TempDir
    Path folder;

    @Test
    void theNextClipNeedsNoImageEncoder() throws IOException {
        Home home = new Home(Path.of(System.getProperty("restyle.home")), folder.resolve("data"));
        Path encoder = model("image_encoder");
        PngFrames.write(folder.resolve("source.png"), WIDTH, HEIGHT, samples(1), 0);
        PngFrames.write(folder.resolve("look.png"), HEIGHT, WIDTH, samples(2), 0);
        try (PluginHost plugins = PluginHost.open(home.pluginRoots());
                NetworkCache batch = new NetworkCache();
                NetworkCache another = new NetworkCache()) {
            JobResolver resolver = new JobResolver(home, plugins);
            JobOptions options = options(encoder);
            List<Job> jobs = List.of(
                    job(resolver, "first.png", options),
                    job(resolver, "second.png", options),
                    job(resolver, "third.png", options));
            restyle(jobs.get(0), plugins, batch);
            Files.write(encoder, new byte[Math.toIntExact(Files.size(encoder))]); // nothing that could be loaded
            restyle(jobs.get(1), plugins, batch);
            assertThrows(JobException.class, () -> restyle(jobs.get(2), plugins, another));
        }
        assertEquals(-1, Files.mismatch(folder.resolve("first.png"), folder.resolve("second.png")));
    }

    private void restyle(Job job, PluginHost plugins, NetworkCache cache) {
        PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
        Home home = new Home(folder, folder);
        Console console = new Console(InputStream.nullInputStream(), nothing, nothing, false, home);
        Pipeline.restyle(job, plugins, cache, new QuietProgress(console));
    }

    private JobOptions options(Path encoder) {
        JobOptions options = new JobOptions();
        options.model = model("checkpoint_tiny").toString();
        options.motion = model("motion_original_tiny").toString();
        options.ipAdapter = model("ip_adapter").toString();
        options.imageEncoder = encoder.toString();
        options.reference = List.of(folder.resolve("look.png").toString());
        options.prompt = "a cat";
        options.steps = 1;
        options.size = "source";
        options.context = 2;
        options.overlap = 0;
        options.threads = 1;
        return options;
    }

    private Job job(JobResolver resolver, String output, JobOptions options) {
        Target target = Target.fresh(folder.resolve(output).toString());
        String source = folder.resolve("source.png").toString();
        return resolver.resolve(ClipRequest.of(source, target, options)).job();
    }

    private static byte[] samples(int factor) {
        byte[] samples = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (factor * i);
        }
        return samples;
    }

    private Path model(String manifest) {
        Path file = folder.resolve(manifest + ".safetensors");
        return SeededFiles.write(file, SeededFiles.manifest(manifest), SEED, StoredType.F16);
    }
}
