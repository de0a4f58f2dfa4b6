package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;

/** {@code --overwrite} replaces results, never what is read, whatever it is called. */
class OverwrittenInputTest {

    @TempDir
    Path folder;

    private Path real;
    private Path link;
    private TestConsole console;
    private Map<Path, byte[]> before;

    @BeforeEach
    void makeFiles() throws IOException {
        console = new TestConsole(folder.resolve("data"));
        real = Files.createDirectory(folder.resolve("real"));
        link = Files.createSymbolicLink(folder.resolve("link"), real);
        TestVideo.write(real.resolve("in.mp4"), 32, 32, 2);
        TestVideo.write(real.resolve("maps.mp4"), 32, 32, 2);
        Files.createLink(real.resolve("hard.mp4"), real.resolve("in.mp4"));
        Files.createSymbolicLink(real.resolve("soft.mp4"), real.resolve("in.mp4"));
        new TestPattern(32, 32).write(Files.createDirectory(real.resolve("fr")), 3);
        Files.writeString(real.resolve("job.yaml"), "seed: 1\n");
        Files.writeString(real.resolve("prompt.txt"), "a fox");
        Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("styles.yaml"), "- name: ink\n");
        before = content();
    }

    @Test
    void theInputIsKeptUnderAnyName() throws IOException {
        for (Path output : List.of(
                link.resolve("in.mp4"),
                real.resolve("fr/../in.mp4"),
                real.resolve("hard.mp4"),
                real.resolve("soft.mp4"))) {
            assertRefused("is the input itself", real.resolve("in.mp4"), "-o", output.toString());
        }
        Path frames = real.resolve("fr");
        assertRefused("is the input itself", frames.resolve("*.png"), "-o", link + "/fr/%05d.png");
        assertRefused("is the input itself", frames.resolve("00001.png"), "-o", frames + "/%05d.png");
        assertRefused(
                "is the input itself",
                frames.resolve("%05d.png"),
                "-o",
                frames.resolve("00002.png").toString());
    }

    @Test
    void whateverElseIsReadIsKept() throws IOException {
        Path in = real.resolve("in.mp4");
        String net = ",net=controlnet_tile,map=" + real.resolve("maps.mp4");
        Path maps = link.resolve("maps.mp4");
        assertRefused(", control 1 map)", in, "-o", maps.toString(), "--control", "file" + net);
        String out = folder.resolve("out.mp4").toString();
        assertRefused(", --job)", in, "-o", out, "--job", real + "/job.yaml", "--save-latents", link + "/job.yaml");
        assertRefused(
                ", --prompt)", in, "-o", out, "-p", "@" + real + "/prompt.txt", "--save-latents", link + "/prompt.txt");
        assertRefused(", styles)", in, "-o", out, "--save-latents", folder + "/data/styles.yaml");
        assertRefused(", input)", in, "-o", out, "--save-latents", link + "/in.mp4");
        Path noise = folder.resolve("noise.safetensors");
        try (SafetensorsWriter file =
                SafetensorsWriter.create(noise, List.of(new Slot("noise", StoredType.F32, 16, 4, 8, 8)))) {
            file.write("noise", FloatBuffer.allocate(16 * 4 * 8 * 8));
            file.commit();
        }
        before = content();
        assertRefused(
                ", --noise)",
                in,
                "-o",
                out,
                "--noise",
                noise.toString(),
                "--size",
                "32",
                "--save-latents",
                noise.toString());
    }

    private void assertRefused(String message, Path input, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(input.toString(), "--overwrite"));
        arguments.addAll(List.of(options));
        assertEquals(2, console.run(arguments.toArray(String[]::new)), String.join(" ", arguments));
        assertTrue(console.err().contains(message), console.err());
        Map<Path, byte[]> after = content();
        assertEquals(before.keySet(), after.keySet());
        before.forEach((file, bytes) -> assertArrayEquals(bytes, after.get(file), file.toString()));
    }

    private Map<Path, byte[]> content() throws IOException {
        Map<Path, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(file, Files.readAllBytes(file));
            }
        }
        return content;
    }
}
