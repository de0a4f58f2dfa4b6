package restyle.models.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.format.Safetensors;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;

/**
 * A file of changed weights. A kept one is named by all that its values follow from, and has its name only when it is complete; one that is
 * not kept goes with the program.
 *
 * @param file where they are, or will be
 * @param kept whether it stays for later runs
 */
record WeightsFile(Path file, boolean kept) {

    /** Names the file for what becomes of some tensors, in a folder, or a temporary one. */
    static WeightsFile of(Optional<Path> folder, String key) {
        return folder.map(path -> new WeightsFile(path.resolve(key + WeightsFolder.ENDING), true))
                .orElseGet(() -> new WeightsFile(
                        temporaryFolder().resolve("restyle-weights-" + UUID.randomUUID() + WeightsFolder.ENDING),
                        false));
    }

    static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Finds what an earlier run has written; a file that cannot be read is as good as none. */
    Optional<StateDict> read() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            StateDict tensors = StateDict.of(Safetensors.read(file));
            touch();
            return Optional.of(tensors);
        } catch (ModelException | IOException e) {
            return Optional.empty();
        }
    }

    /** Says that the file is in use still, where that can be said: a folder that may only be read is cleared by its owner. */
    private void touch() throws IOException {
        if (Files.isWritable(file)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        }
    }

    /**
     * Writes the file.
     *
     * @throws IOException if there is no room, or it cannot be written; the message says what and where
     */
    StateDict write(List<Slot> slots, Consumer<SafetensorsWriter> values) throws IOException {
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
            throw new IOException(
                    "cannot write the %d MB of changed weights to %s: %s"
                            .formatted(bytes(slots) >> 20, file.getParent(), reason.getMessage()),
                    e);
        }
    }

    private static long bytes(List<Slot> slots) {
        return slots.stream()
                .mapToLong(slot -> new StoredTensor(slot.name(), slot.type(), slot.shape(), null).count()
                        * slot.type().bits()
                        / Byte.SIZE)
                .sum();
    }
}
