package restyle.resume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.files.FolderTree;
import restyle.files.Home;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Target;
import restyle.job.check.ClipRequest;
import restyle.job.check.JobResolver;
import restyle.job.options.JobOptions;
import restyle.plugins.host.PluginHost;

/** Whatever decides pixels counts with its content, wherever it lies: behind links, as maps, as a background. */
class ChangedFilesTest {

    @TempDir
    static Path folder;

    private static Home home;
    private static PluginHost plugins;
    private static Path pack;
    private static Path linkedPack;
    private static Path matting;

    @BeforeAll
    static void linkModels() throws IOException {
        home = new Home(Path.of(System.getProperty("restyle.home")), folder.resolve("data"));
        plugins = PluginHost.open(home.pluginRoots());
        pack = Files.createDirectory(folder.resolve("pack"));
        for (Path file : FolderTree.files(home.starterPack())) {
            Path copy = pack.resolve(home.starterPack().relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        matting = Files.createDirectories(home.models()).resolve("rvm_mobilenetv3_fp32.onnx");
        Files.write(matting, new byte[100]);
        linkedPack = Files.createSymbolicLink(folder.resolve("linked"), pack);
        for (String picture : List.of("clip.bmp", "map.bmp", "wall.bmp")) {
            BufferedImage black = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(black, "bmp", folder.resolve(picture).toFile());
        }
    }

    @AfterAll
    static void close() throws IOException {
        plugins.close();
    }

    @Test
    void everyFileIsNoticedAndNamed() throws IOException {
        begin();
        Map<Path, String> files = new TreeMap<>(Map.of(
                folder.resolve("clip.bmp"),
                "input",
                folder.resolve("map.bmp"),
                "control 1 map",
                folder.resolve("wall.bmp"),
                "background background",
                matting,
                "background settings model",
                pack.resolve("unet/diffusion_pytorch_model.safetensors"),
                "--model",
                pack.resolve("motion/diffusion_pytorch_model.safetensors"),
                "--motion",
                pack.resolve("controlnet_tile/diffusion_pytorch_model.safetensors"),
                "control 1 net"));
        for (Map.Entry<Path, String> entry : files.entrySet()) {
            Path file = entry.getKey();
            Path kept = Files.copy(file, folder.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
            FileTime time = Files.getLastModifiedTime(file);
            Map<String, String> before = FileHashes.of(job(true));
            change(file);
            Files.setLastModifiedTime(file, time);
            JobException refused = assertThrows(JobException.class, () -> RunState.open(job(true), plugins));
            assertTrue(refused.getMessage().contains("--resume: " + entry.getValue() + " was "), refused.getMessage());
            assertNotEquals(before, FileHashes.of(job(true)), "hashes of " + file);
            Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
            try (RunState state = RunState.open(job(true), plugins)) {
                assertEquals(1, state.frames(), "the same content at another time");
            }
        }
    }

    private static void begin() {
        try (RunState state = RunState.open(job(false), plugins)) {
            state.append(new StoredFrame(0, 0, true, new float[] {1}));
        }
    }

    /** In the middle of the file. */
    private static void change(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length * 2 / 3] ^= 1;
        Files.write(file, bytes);
    }

    private static Job job(boolean resume) {
        JobOptions options = new JobOptions();
        options.model = linkedPack.toString();
        options.motion = linkedPack.resolve("motion").toString();
        options.prompt = "a";
        options.control =
                List.of("file,net=" + linkedPack.resolve("controlnet_tile") + ",map=" + folder.resolve("map.bmp"));
        options.background = folder.resolve("wall.bmp").toString();
        Target target = new Target(folder.resolve("out.png").toString(), false, resume, false);
        return new JobResolver(home, plugins)
                .resolve(ClipRequest.of(folder.resolve("clip.bmp").toString(), target, options))
                .job();
    }
}
