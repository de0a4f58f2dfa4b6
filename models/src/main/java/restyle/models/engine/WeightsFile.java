package restyle.models.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.format.Safetensors;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;
import restyle.models.weights.patch.Patches;

/**
 * A file of changed weights. A kept one is named by all that its values follow from, and has its name only when it is complete; one that is
 * not kept goes with the program.
 *
 * @param file where they are, or will be
 * @param kept whether it stays for later runs
 */
record WeightsFile(Path file, boolean kept) {

    /** Names the file for what becomes of some tensors, in a folder, or a temporary one. */
    static WeightsFile of(Optional<Path> folder, Map<String, StoredTensor> tensors, Patches patches) {
        return folder.map(path ->
                        new WeightsFile(path.resolve(WeightsKey.of(tensors, patches) + WeightsFolder.ENDING), true))
                .orElseGet(() -> new WeightsFile(
                        Path.of(System.getProperty("java.io.tmpdir"))
                                .resolve("restyle-weights-" + UUID.randomUUID() + WeightsFolder.ENDING),
                        false));
    }

    /** Finds what an earlier run has written; a file that cannot be read is as good as none. */
    Optional<StateDict> read() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            StateDict tensors = StateDict.of(Safetensors.read(file));
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(tensors);
        } catch (ModelException | IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes the file.
     *
     * @throws ModelException if there is no room, or it cannot be written
     */
    StateDict write(List<Slot> slots, Consumer<SafetensorsWriter> values) {
        // Another process may be writing the same file.
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + WeightsFolder.PART);
        try {
            Files.createDirectories(file.getParent());
            if (kept) {
                WeightsFolder.makeRoom(file, bytes(slots));
            } else {
                file.toFile().deleteOnExit();
            }
            try (SafetensorsWriter writer = SafetensorsWriter.create(part, slots)) {
                values.accept(writer);
                writer.commit();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return StateDict.of(Safetensors.read(file));
        } catch (IOException | UncheckedIOException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ModelException(
                    "cannot write the %d MB of changed weights to %s: %s"
                            .formatted(bytes(slots) >> 20, file.getParent(), reason.getMessage()),
                    e);
        }
    }

    private static long bytes(List<Slot> slots) {
        return slots.stream()
                .mapToLong(slot -> new StoredTensor(slot.name(), slot.type(), slot.shape(), null).count())
                .map(count -> count * Float.BYTES)
                .sum();
    }
}
