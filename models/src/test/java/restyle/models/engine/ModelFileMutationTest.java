package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.check.run.NetworkRun;
import restyle.models.check.run.RunOptions;
import restyle.models.graph.ModelException;
import restyle.models.lora.Lora;
import restyle.models.model.EmbeddingFile;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.Mutations;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/**
 * Damaged files of the kinds that people name beside a checkpoint: each is used, or refused in one line that names it, and leaves no
 * output behind. How many, says the system property {@code mutations}.
 */
class ModelFileMutationTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 24);
    private static final Compute COMPUTE = new Compute(Device.CPU, 1);

    @TempDir
    static Path folder;

    /** What is done with a file, as it is done for users. */
    private interface Use {
        void of(Path file);
    }

    enum Kind {
        EMBEDDING_PT("style1.pt", EmbeddingFile::read),
        EMBEDDING_OLD("old1.pt", EmbeddingFile::read),
        EMBEDDING_BIN("toy.bin", EmbeddingFile::read),
        EMBEDDING("style3.safetensors", EmbeddingFile::read),
        UPSCALER("compact_x2.pth", file -> run("upscale", file, Map.of("image", FloatTensor.zeros(1, 3, 5, 6)))),
        TINY_VAE(
                "taesd.safetensors", file -> run("vae-decode", file, Map.of("latents", FloatTensor.zeros(1, 4, 3, 2)))),
        IP_ADAPTER(
                "ip_adapter.safetensors",
                file -> run("ip-tokens", file, Map.of("image_embeds", FloatTensor.zeros(1, 32)))),
        IMAGE_ENCODER(
                "image_encoder.safetensors",
                file -> run("image", file, Map.of("image", FloatTensor.zeros(1, 3, 28, 28)))),
        T2I_ADAPTER(
                "t2i_adapter.safetensors", file -> run("t2i", file, Map.of("maps", FloatTensor.zeros(1, 3, 64, 64)))),
        MOTION_LORA("motion_lora.ckpt", file -> Lora.openMotion(file, 1));

        private final String file;
        private final Use use;

        Kind(String file, Use use) {
            this.file = file;
            this.use = use;
        }
    }

    @BeforeAll
    static void write() throws IOException {
        for (String name : List.of("style1.pt", "old1.pt", "toy.bin", "style3.safetensors")) {
            Golden.copy("text/" + name, folder.resolve(name));
        }
        Golden.copy("mutations/compact_x2.pth", folder.resolve("compact_x2.pth"));
        Golden.copy("adapters/motion_lora/motion_lora.ckpt", folder.resolve("motion_lora.ckpt"));
        for (String manifest : List.of("taesd", "ip_adapter", "image_encoder", "t2i_adapter")) {
            SeededFiles.write(
                    folder.resolve(manifest + ".safetensors"), SeededFiles.manifest(manifest), 1, StoredType.F16);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isUsedOrRefusedInOneLine(Kind kind) throws IOException {
        byte[] sound = Files.readAllBytes(folder.resolve(kind.file));
        Path file = folder.resolve("damaged_" + kind.file);
        Files.write(file, sound);
        assertTrue(isUsed(kind, file), "the undamaged file");
        Random random = new Random(kind.ordinal());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Files.write(file, i % 2 == 0 ? Mutations.damagedEarly(sound, random) : Mutations.misshapen(sound, random));
            refused += assertTimeout(Duration.ofSeconds(30), () -> isUsed(kind, file)) ? 0 : 1;
        }
        assertTrue(refused > MUTATIONS / 5, refused + " of " + MUTATIONS + " were refused");
        Files.delete(file);
    }

    private static boolean isUsed(Kind kind, Path file) throws IOException {
        TreeSet<String> before = names();
        try {
            kind.use.of(file);
            return true;
        } catch (ModelException e) {
            String message = e.getMessage();
            assertTrue(message.contains(file.getFileName().toString()), message);
            assertFalse(message.endsWith("null") || message.chars().anyMatch(Character::isISOControl), message);
            assertFalse(message.matches(".* is (an? .+); expected \\1;.*"), message);
            assertTrue(before.containsAll(names()), () -> "left behind after: " + message);
            return false;
        }
    }

    private static TreeSet<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            TreeSet<String> names = new TreeSet<>(List.of("in.safetensors", "out.safetensors"));
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }

    private static void run(String network, Path file, Map<String, ? extends HostTensor> in) {
        Path given = TensorFiles.write(folder.resolve("in.safetensors"), in);
        Path out = folder.resolve("out.safetensors");
        try {
            Files.deleteIfExists(out);
            NetworkRun.of(network).run(List.of(file), new RunOptions(Map.of()), given, out, COMPUTE);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (ModelException e) {
            assertFalse(Files.exists(out), e.getMessage());
            throw e;
        }
    }
}
