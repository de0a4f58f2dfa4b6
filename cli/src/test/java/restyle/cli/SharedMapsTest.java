package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** Machines that keep control maps for each other make the same frames, and every map once. Tiny networks. */
class SharedMapsTest {

    @TempDir
    Path folder;

    private TestConsole console;
    private TrailPlugin trail;
    private Path maps;
    private Path plan;

    @BeforeEach
    void planTwoScenes() throws IOException {
        Path data = folder.resolve("data");
        trail = TrailPlugin.install(data, folder.resolve("seen"));
        console = new TestConsole(data);
        maps = folder.resolve("maps");
        plan = folder.resolve("plan");
        TestVideo.write(folder.resolve("clip.mkv"), 32, 32, 48);
        succeed(restyle("plan", "-o", plan.toString(), "--segment", "3"));
    }

    private List<String> restyle(String command, String... more) {
        List<String> all = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command));
        all.addAll(List.of(folder.resolve("clip.mkv").toString(), "-p", "a fox", "--size", "source", "--cuts", "off"));
        all.addAll(List.of("--steps", "2", "--context", "4", "--overlap", "1", "--no-map-cache"));
        all.addAll(List.of("--model", network("checkpoint", "checkpoint_tiny")));
        all.addAll(List.of("--motion", network("lightning", "motion_original_tiny")));
        all.addAll(List.of("--control", "trail,net=" + network("controlnet", "controlnet_diffusers_tiny")));
        all.addAll(List.of(more));
        return all;
    }

    private String network(String name, String manifest) {
        Path file = folder.resolve(name + ".safetensors");
        if (!Files.exists(file)) {
            SeededFiles.write(file, SeededFiles.manifest(manifest), 3, StoredType.F32);
        }
        return file.toString();
    }

    private void succeed(List<String> arguments) {
        assertEquals(0, console.run(arguments.toArray(String[]::new)), console.err());
    }

    private void run(String... more) {
        List<String> all = new ArrayList<>(List.of("run", plan.toString(), "--maps", maps.toString()));
        all.addAll(List.of(more));
        succeed(all);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(maps)) {
            return files.toList();
        }
    }

    @Test
    void mapsAreMadeOnceAndFramesAreThoseOfOneRun() throws IOException {
        run("--segments", "1");
        assertEquals(0, kept().size(), "only whole scenes");
        run("--segments", "15");
        byte[] whole = Files.readAllBytes(kept().get(0));
        byte[] torn = whole.clone();
        torn[torn.length / 2] ^= 1;
        Files.write(kept().get(0), torn);
        run("--maps-only", "--shard", "0/2");
        assertTrue(console.err().contains("cannot be used"), console.err());
        assertArrayEquals(whole, Files.readAllBytes(kept().get(0)));

        long made = trail.frames();
        run();
        assertEquals(made, trail.frames());
        succeed(List.of("merge", plan.toString()));
        Path alone = folder.resolve("alone.mkv");
        succeed(restyle("", "-o", alone.toString()));
        assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(plan.resolve("clip.mkv")));
    }
}
