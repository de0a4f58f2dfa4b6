package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.cli.report.Console;
import restyle.cli.report.QuietProgress;
import restyle.files.FailingDisk;
import restyle.files.FolderTree;
import restyle.files.Home;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Target;
import restyle.job.check.ClipRequest;
import restyle.job.check.JobResolver;
import restyle.job.options.JobOptions;
import restyle.pipeline.Pipeline;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Lets every write and rename of a short run fail once, the first, the second and so on to the last: nothing is lost. */
class WriteFailureTest {

    private static final int FRAMES = 3;

    private static final NetworkCache networks = new NetworkCache();

    @TempDir
    static Path shared;

    private static Home home;
    private static PluginHost plugins;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        home = new Home(Path.of(System.getProperty("restyle.home")), shared.resolve("data"));
        plugins = PluginHost.open(home.pluginRoots());
    }

    @AfterAll
    static void close() throws IOException {
        networks.close();
        plugins.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"styled.mp4", "%02d.png"})
    void whicheverFailsNothingIsLost(String name) throws IOException {
        Path clip = TestVideo.write(folder.resolve("clip.mkv"), 32, 24, FRAMES);
        byte[] source = Files.readAllBytes(clip);
        Path out = Files.createDirectory(folder.resolve("out"));
        Job job = job(clip, out.resolve(name), false);
        Job resuming = job(clip, out.resolve(name), true);
        assertEquals(Optional.empty(), run(job));
        Map<String, byte[]> undisturbed = files(out);
        boolean failed = true;
        int named = 0;
        int n = 0;
        while (failed) {
            n++;
            FolderTree.delete(out);
            Files.createDirectory(out);
            try (FailingDisk disk = FailingDisk.at(n)) {
                Optional<RuntimeException> failure = run(job);
                failed = disk.hasFailed();
                assertTrue(failed || failure.isEmpty(), failure::toString);
                if (failure.isPresent()) {
                    assertToldAndKept(failure.get(), out, "change " + n);
                    if (failure.get().getMessage().matches(".*mp4: cannot be completed.*")) {
                        assertEquals(
                                FRAMES * KilledRun.FRAME_BYTES, finished(out), "kept until the output has its name");
                        named++;
                    }
                    assertEquals(Optional.empty(), run(resuming));
                }
            }
            assertFiles(undisturbed, out);
            assertArrayEquals(source, Files.readAllBytes(clip));
        }
        assertTrue(n > 20, "changes of a run: " + n);
        assertEquals(name.endsWith(".mp4"), named > 0, "a video gets its name in one step");
    }

    /** One message, and nothing that looks complete beside the latents, which are. */
    private void assertToldAndKept(RuntimeException failure, Path out, String what) throws IOException {
        TestConsole console = new TestConsole(folder.resolve("data"));
        List<String> told = console.explain(failure);
        assertEquals(1, told.size(), what + told);
        assertEquals("", console.err(), what);
        assertTrue(told.get(0).endsWith(FailingDisk.REASON) && told.get(0).contains(out.toString()), what + told);
        for (String name : files(out).keySet()) {
            assertTrue(name.startsWith(".") || name.equals("latents.safetensors"), what + " " + name);
        }
        boolean begun = files(out).keySet().stream().anyMatch(name -> name.endsWith(".restyle/frames"));
        assertFalse(failure instanceof JobException && begun, what + " is told as if nothing had begun: " + failure);
    }

    /** How many bytes of finished frames a run has left that another can go on from. */
    private static long finished(Path out) throws IOException {
        Map<String, byte[]> files = files(out);
        return files.keySet().stream()
                .filter(name -> name.endsWith(".restyle/frames"))
                .filter(name -> files.containsKey(name.replace("/frames", "/state.json")))
                .mapToLong(name -> files.get(name).length)
                .sum();
    }

    private static Optional<RuntimeException> run(Job job) {
        try {
            Pipeline.restyle(job, plugins, networks, new QuietProgress(nowhere()));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static Console nowhere() {
        PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
        return new Console(InputStream.nullInputStream(), nothing, nothing, false, home);
    }

    private static Job job(Path clip, Path output, boolean resume) {
        JobOptions options = new JobOptions();
        options.model = home.starterPack().toString();
        options.motion = home.starterPack().resolve("motion").toString();
        options.prompt = "a";
        options.steps = 1;
        options.size = "source";
        options.cuts = "off";
        options.context = 2;
        options.overlap = 0;
        options.threads = 1;
        options.saveLatents = output.resolveSibling("latents.safetensors").toString();
        Target target = new Target(output.toString(), false, resume, false);
        return new JobResolver(home, plugins)
                .resolve(ClipRequest.of(clip.toString(), target, options))
                .job();
    }

    private static void assertFiles(Map<String, byte[]> expected, Path in) throws IOException {
        Map<String, byte[]> found = files(in);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), in + " " + name));
    }

    /** Every file below a folder, hidden ones included, by name. */
    private static Map<String, byte[]> files(Path in) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(in)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(in.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
