package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** Whole clips with reference pictures and T2I-Adapters through the command line, against diffusers on the same seeded weights. */
class GoldenAdaptersTest {

    private static final int SEED = 33;
    private static final int FRAMES = 16;
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    @TempDir
    static Path folder;

    private static Path golden;

    @BeforeAll
    static void makeFiles() throws IOException, URISyntaxException {
        golden = Path.of(
                GoldenAdaptersTest.class.getResource("adapters.safetensors").toURI());
        Files.createDirectory(folder.resolve("models"));
        write("checkpoint", "checkpoint_tiny", SEED, StoredType.F32);
        write("mm_sd_v15_v2", "motion_original_tiny", SEED, StoredType.F32);
        write("lightning_4step", "motion_original_tiny", SEED, StoredType.F32);
        write("control", "controlnet_diffusers_tiny", SEED, StoredType.F32);
        write("ip-adapter_sd15", "ip_adapter", SEED, StoredType.F16);
        write("ip-adapter-plus_sd15", "ip_adapter_plus", SEED, StoredType.F16);
        write("clip_vision", "image_encoder", SEED, StoredType.F32);
        write("depth_adapter", "t2i_adapter", SEED, StoredType.F32);
        write("other_adapter", "t2i_adapter", SEED + 1, StoredType.F32);
        byte[] maps = bytes("t2i_maps", FRAMES, 3, HEIGHT, WIDTH);
        int picture = 3 * WIDTH * HEIGHT;
        for (String name : List.of("source", "maps", "backwards", "out")) {
            Files.createDirectory(folder.resolve(name));
        }
        for (int f = 0; f < FRAMES; f++) {
            String name = "%05d.png".formatted(f);
            PngFrames.write(folder.resolve("source").resolve(name), WIDTH, HEIGHT, new byte[picture], 0);
            PngFrames.write(folder.resolve("maps").resolve(name), WIDTH, HEIGHT, maps, f * picture);
            int opposite = (FRAMES - 1 - f) * picture;
            PngFrames.write(folder.resolve("backwards").resolve(name), WIDTH, HEIGHT, maps, opposite);
        }
        picture("a", 37, 53, 4);
        picture("b", 61, 44, 3);
    }

    private static void write(String file, String manifest, long seed, StoredType type) {
        Path path = folder.resolve("models").resolve(file + ".safetensors");
        SeededFiles.write(path, SeededFiles.manifest(manifest), seed, type);
    }

    private static byte[] bytes(String name, long... shape) {
        float[] values = SeededFiles.noise(name, SEED, 0.25, shape);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.rint(255 * Math.min(1, Math.max(0, values[i] + 0.5f)));
        }
        return bytes;
    }

    /** With four channels the last is alpha, which CLIP's preprocessing drops. */
    private static void picture(String name, int height, int width, int channels) throws IOException {
        byte[] samples = bytes("picture_" + name, height, width, channels);
        BufferedImage image = new BufferedImage(
                width, height, channels == 4 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int argb = channels == 4 ? samples[i * channels + 3] & 0xFF : 0xFF;
            for (int c = 0; c < 3; c++) {
                argb = argb << 8 | samples[i * channels + c] & 0xFF;
            }
            image.setRGB(i % width, i / width, argb);
        }
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    }

    @ParameterizedTest
    @CsvSource({
        "ip_plain_guided, mm_sd_v15_v2, --steps 6 --guidance 4 --reference FOLDER/a.png",
        "ip_plus_guided, mm_sd_v15_v2, --steps 6 --guidance 4 --ip-adapter ip-adapter-plus_sd15"
                + " --reference FOLDER/a.png:0.8 --reference FOLDER/b.png:0.8",
        "t2i, lightning_4step, --control 'file;net=depth_adapter;scale=0.7;map=FOLDER/maps/%05d.png'",
        "all, lightning_4step, --reference FOLDER/a.png --control 'file;net=control;scale=0.8;map=FOLDER/maps/%05d.png'"
                + " --control 'file;net=depth_adapter;scale=0.7;map=FOLDER/maps/%05d.png'"
                + " --control 'file;net=other_adapter;scale=0.4;start=0.4;map=FOLDER/backwards/%05d.png'"
    })
    void equalDiffusers(String run, String motion, String options) {
        Path latents = folder.resolve("latents.safetensors");
        List<String> args =
                new ArrayList<>(List.of(path("source/%05d.png"), "-o", path("out/%05d.png"), "--overwrite"));
        args.addAll(List.of(
                "--model", "checkpoint", "--motion", motion, "-p", "A girl smiling, Anime style, masterpiece!!"));
        args.addAll(List.of("--cuts", "off", "--size", "source", "--threads", "2"));
        args.addAll(List.of("--noise", golden.toString(), "--save-latents", latents.toString()));
        for (String word : options.split(" ")) {
            args.add(word.replace("FOLDER", folder.toString()).replace("'", "").replace(';', ','));
        }
        TestConsole console = new TestConsole(folder);
        assertEquals(0, console.run(args.toArray(String[]::new)), console.err());
        Golden.assertClose(Golden.open(golden).get(run), Golden.open(latents).get("latents"), 2e-3);
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
