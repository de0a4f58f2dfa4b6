package restyle.models.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;
import restyle.models.weights.Grain;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.patch.Patch;
import restyle.models.weights.patch.Patches;

/**
 * A name for all that changed weights follow from: the formulas, and the tensors that go in. Files count with their place, size, time and
 * samples of their content, which takes a moment where reading gigabytes would not.
 */
final class WeightsKey {
    /** Changes with whatever would make other values of the same files. */
    private static final String VERSION = "restyle changed weights 4";

    private static final int SAMPLES = 16;
    private static final int SAMPLE_BYTES = 1 << 12;

    private final MessageDigest digest = sha256();
    private final Map<Path, String> files = new HashMap<>();

    private WeightsKey() {}

    /**
     * Makes the name.
     *
     * @param tensors by name: those that are written, before the changes
     * @param grains by name: of those that become integers
     * @param range the largest integer
     */
    static String of(Map<String, StoredTensor> tensors, Patches patches, Map<String, Grain> grains, int range) {
        WeightsKey key = new WeightsKey();
        key.add(VERSION);
        tensors.forEach((name, tensor) -> {
            key.add(name);
            key.add(tensor);
            key.add("as " + grains.get(name) + " up to " + range);
            for (Patch patch : patches.byTarget().getOrDefault(name, List.of())) {
                key.add(patch.formula());
                patch.sources().forEach(key::add);
            }
        });
        return HexFormat.of().formatHex(key.digest.digest());
    }

    private void add(StoredTensor tensor) {
        FileRegion region = tensor.region();
        add(String.format(
                Locale.ROOT,
                "%s at %d of %s",
                tensor,
                region.offset(),
                files.computeIfAbsent(region.file(), WeightsKey::fingerprint)));
    }

    private void add(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            MessageDigest samples = sha256();
            byte[] sample = new byte[SAMPLE_BYTES];
            long last = Math.max(0, file.length() - SAMPLE_BYTES);
            for (int i = 0; i < SAMPLES; i++) {
                long start = last * i / (SAMPLES - 1);
                file.seek(start);
                // A single read of a network's disk may give less than there is, and another time more.
                int bytes = (int) Math.min(SAMPLE_BYTES, file.length() - start);
                file.readFully(sample, 0, bytes);
                samples.update(sample, 0, bytes);
            }
            return String.format(
                    Locale.ROOT,
                    "%s, %d bytes of %s, %s",
                    path.toRealPath(),
                    file.length(),
                    Files.getLastModifiedTime(path),
                    HexFormat.of().formatHex(samples.digest()));
        } catch (IOException e) {
            throw new ModelException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
