package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.format.Safetensors;

/** A run that goes on with something changed: what decides frames is refused, the rest may change. */
class ChangedJobTest {

    @TempDir
    static Path folder;

    private static Path pack;
    private static KilledRun killed;
    private static byte[] frames;

    private final TestConsole console = new TestConsole(folder.resolve("data"));

    @BeforeAll
    static void killOne() throws Exception {
        pack = folder.resolve("pack");
        copy(Path.of(System.getProperty("restyle.home"), "models", "starter"), pack);
        killed = KilledRun.make(folder, 6, model("tile,net=" + pack.resolve("controlnet_tile")));
        frames = Files.readAllBytes(killed.frames());
    }

    private static String[] model(String control) {
        return new String[] {
            "--model",
            pack.toString(),
            "--motion",
            pack.resolve("motion").toString(),
            "--steps",
            "2",
            "--prompt",
            "a person",
            "--control",
            control
        };
    }

    @Test
    void anyOptionThatDecidesFramesIsRefusedByName() throws IOException {
        for (String[] change : new String[][] {
            {"--prompt", "a dog", "--prompt was a person, now it is a dog"},
            {"--negative", "ugly", "--negative was , now it is ugly"},
            {"--clip-skip", "2", "--clip-skip was 1, now it is 2"},
            {"--seed", "5", "--seed was 0, now it is 5"},
            {"--steps", "1", "--steps was 2, now it is 1"},
            {"--strength", "0.5", "--strength was 1.0, now it is 0.5"},
            {"--guidance", "2", "--guidance was 1.0, now it is 2.0"},
            {"--noise-type", "constant", "--noise-type was PER_FRAME, now it is CONSTANT"},
            {"--size", "48", "--size was "},
            {"--fps", "5", "--fps was none, now it is "},
            {"--frames", "0-12", "--frames was "},
            {"--cuts", "auto", "--cuts was "},
            {"--context", "8", "--context was 6, now it is 8"},
            {"--overlap", "1", "--overlap was 2, now it is 1"},
            {"--deflicker", "1", "--deflicker was 0, now it is 1"},
            {"--vae", pack.toString(), "--vae was none, now it is "},
            {"--lora", lora() + ":0.5", "--lora 1 strength was none, now it is 0.5"},
        }) {
            assertRefused(change[2], change[0], change[1]);
        }
    }

    /** A LoRA that changes one bias of the model. */
    private static Path lora() {
        StoredTensor bias = Safetensors.read(pack.resolve("unet/diffusion_pytorch_model.safetensors"))
                .tensors()
                .get("conv_in.bias");
        return TensorFiles.write(
                folder.resolve("lora.safetensors"),
                Map.of("lora_unet_conv_in.diff_b", FloatTensor.zeros(bias.shape())));
    }

    @Test
    void controlSettingsAndTheirPluginCount() throws IOException {
        List<String> arguments =
                new ArrayList<>(killed.arguments().subList(0, killed.arguments().size() - 2));
        Path net = pack.resolve("controlnet_tile");
        for (String[] change : new String[][] {
            {"tile,scale=0.5,net=" + net, "control 1 scale was 1.0, now it is 0.5"},
            {"tile,end=0.5,net=" + net, "control 1 range was "},
            {"file,net=" + net + ",map=" + killed.clip(), "control 1 name was tile, now it is file"}
        }) {
            KilledRun other = new KilledRun(folder, killed.clip(), killed.output(), arguments);
            assertEquals(2, other.run(console, "--control", change[0], "--resume"), console.err());
            assertTrue(console.err().contains(change[1]), console.err());
            assertNothingIsLost();
        }
        String manifest = Files.readString(killed.manifest());
        assertTrue(manifest.contains("\"control 1 plugin\" : \"tile "), manifest);
        Files.writeString(killed.manifest(), manifest.replaceAll("\"tile [^\"]*\"", "\"tile 0.0.7\""));
        assertRefused("control 1 plugin was tile 0.0.7, now it is tile ");
        Files.writeString(killed.manifest(), manifest);
    }

    @Test
    void otherBytesInTheSourceOrAModelAreRefused() throws IOException {
        Path net = pack.resolve("controlnet_tile/diffusion_pytorch_model.safetensors");
        for (Object[] change : new Object[][] {
            {killed.clip(), "input was clip.mp4"},
            {pack.resolve("unet/diffusion_pytorch_model.safetensors"), "--model was "},
            {pack.resolve("motion/diffusion_pytorch_model.safetensors"), "--motion was "},
            {net, "control 1 net was "}
        }) {
            Path file = (Path) change[0];
            FileTime time = Files.getLastModifiedTime(file);
            byte[] before = Files.readAllBytes(file);
            byte[] after = before.clone();
            after[after.length - 1] ^= 1;
            Files.write(file, after);
            Files.setLastModifiedTime(file, time);
            assertRefused((String) change[1]);
            Files.write(file, before);
            Files.setLastModifiedTime(file, time);
        }
    }

    @Test
    void threadsEncodingAndProgressMayChange() throws IOException {
        KilledRun copy = new KilledRun(folder, killed.clip(), folder.resolve("copy/styled.mp4"), changedOutput("copy"));
        copy(killed.state(), copy.state());
        String[] others = {"--threads", "3", "--quality", "40", "--audio", "none", "--no-map-cache"};
        assertEquals(0, copy.run(console, others), console.err());
        byte[] undisturbed = Files.readAllBytes(copy.output());
        Files.delete(copy.output());
        copy(killed.state(), copy.state());
        List<String> resumed = new ArrayList<>(List.of(others));
        resumed.addAll(
                List.of("--resume", "--progress", "json", "--save-latents", "" + folder.resolve("x.safetensors")));
        assertEquals(0, copy.run(console, resumed.toArray(String[]::new)), console.err());
        long finished = frames.length / KilledRun.FRAME_BYTES;
        assertTrue(console.out().contains("\"finished\":" + finished), console.out());
        assertArrayEquals(undisturbed, Files.readAllBytes(copy.output()));
    }

    /** The same command with its output in another folder. */
    private static List<String> changedOutput(String to) throws IOException {
        Files.createDirectories(folder.resolve(to));
        List<String> arguments = new ArrayList<>(killed.arguments());
        arguments.set(2, folder.resolve(to).resolve("styled.mp4").toString());
        return arguments;
    }

    private void assertRefused(String message, String... more) throws IOException {
        List<String> all = new ArrayList<>(killed.arguments());
        if (more.length > 0 && all.contains(more[0])) {
            all.subList(all.indexOf(more[0]), all.indexOf(more[0]) + 2).clear();
        }
        all.addAll(List.of(more));
        all.add("--resume");
        assertEquals(2, console.run(all.toArray(String[]::new)), message + " in " + console.err());
        assertTrue(console.err().contains("--resume: " + message), message + " in " + console.err());
        assertNothingIsLost();
    }

    private static void assertNothingIsLost() throws IOException {
        assertArrayEquals(frames, Files.readAllBytes(killed.frames()));
        assertTrue(Files.exists(killed.manifest()) && !Files.exists(killed.output()));
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
    }
}
