package restyle.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.files.Home;
import restyle.job.check.ClipRequest;
import restyle.job.check.JobResolver;
import restyle.job.options.JobOptions;
import restyle.plugins.host.PluginHost;

class JobValuesTest {

    @TempDir
    Path folder;

    @Test
    void everyFileOfAJobIsAmongThem() throws IOException {
        Home home = new Home(Path.of(System.getProperty("restyle.home")), folder.resolve("data"));
        String clip = home.starterPack().resolve("doctor.png").toString();
        Files.write(Files.createDirectories(home.models()).resolve("rvm_mobilenetv3_fp32.onnx"), new byte[1]);
        JobOptions options = new JobOptions();
        options.prompt = "a";
        options.background = clip;
        options.upscale = "animevideo";
        Job job;
        try (PluginHost plugins = PluginHost.open(home.pluginRoots())) {
            Target target = Target.fresh(folder.resolve("out.png").toString());
            job = new JobResolver(home, plugins)
                    .resolve(ClipRequest.of(clip, target, options))
                    .job();
        }
        Map<String, Object> values = JobValues.of(job);
        Set<String> files = new TreeSet<>();
        values.forEach((name, value) -> {
            if (value instanceof Path || value instanceof JobValues.Clip) {
                files.add(name);
            }
        });
        Set<String> expected = new TreeSet<>(Set.of("input", "--model", "--motion", "delivery upscale net"));
        expected.addAll(Set.of("control 1 net", "control 2 net", "control 2 settings model"));
        expected.addAll(Set.of("background background", "background settings model"));
        assertEquals(expected, files);
        assertEquals(new JobValues.Clip(clip), values.get("background background"));
        assertEquals("a", values.get("--prompt").toString());
    }
}
