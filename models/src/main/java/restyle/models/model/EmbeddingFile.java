package restyle.models.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import restyle.models.graph.ModelException;
import restyle.models.text.Embedding;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.TensorFiles;
import restyle.models.weights.names.ModelKind;

/**
 * A textual inversion in a file: AUTOMATIC1111's ({@code string_to_param}, {@code emb_params}) or diffusers' (one tensor, named as the word),
 * as .pt, .bin or .safetensors. Prompts call it by the file's name without the ending.
 */
public final class EmbeddingFile {
    private static final List<String> EXTENSIONS = List.of(".safetensors", ".pt", ".bin");

    /** Far wider than any text encoder, so that a wrong file is refused before it is read. */
    private static final int MAX_WIDTH = 1 << 14;

    private EmbeddingFile() {}

    /** Returns what prompts call the embedding of a file. */
    public static String name(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(extension -> name.substring(0, name.length() - extension.length()))
                .orElse(name);
    }

    /** Tells whether a file is called as embeddings are. */
    public static boolean hasExtension(Path file) {
        return EXTENSIONS.stream().anyMatch(file.getFileName().toString()::endsWith);
    }

    /**
     * Reads an embedding.
     *
     * @throws ModelException if the file cannot be read or is something else: the message says what
     */
    public static Embedding read(Path file) {
        StateDict all = StateDict.of(TensorFiles.read(file));
        StoredTensor tensor = find(all)
                .orElseThrow(() ->
                        new ModelException("%s is %s; expected a textual inversion embedding for Stable Diffusion 1.5"
                                .formatted(
                                        file,
                                        isForSdxl(all) ? "an embedding for Stable Diffusion XL" : ModelKind.of(all))));
        return read(file, tensor);
    }

    /**
     * Reads an embedding, or finds that a file is something else.
     *
     * @throws ModelException if the file cannot be read
     */
    public static Optional<Embedding> find(Path file) {
        return find(StateDict.of(TensorFiles.read(file))).map(tensor -> read(file, tensor));
    }

    private static Embedding read(Path file, StoredTensor tensor) {
        long[] shape = tensor.shape();
        int width = (int) shape[shape.length - 1];
        float[] values = TensorValues.floats(tensor);
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < values.length; from += width) {
            rows.add(Arrays.copyOfRange(values, from, from + width));
            for (float value : rows.get(rows.size() - 1)) {
                if (!Float.isFinite(value)) {
                    throw new ModelException(
                            "%s: %s holds values that are not finite numbers; the file is damaged, or its training failed"
                                    .formatted(file, tensor));
                }
            }
        }
        try {
            return new Embedding(name(file), rows);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<StoredTensor> find(StateDict all) {
        if (isForSdxl(all)) {
            return Optional.empty();
        }
        boolean single = all.tensors().size() == 1;
        List<StoredTensor> tables = all.tensors().values().stream()
                .filter(tensor -> single
                        || tensor.name().startsWith("string_to_param.")
                        || tensor.name().equals("emb_params"))
                .filter(EmbeddingFile::isTable)
                .toList();
        if (tables.size() > 1) {
            throw new ModelException(
                    "%s holds %d embeddings, expected one: %s".formatted(all.origin(), tables.size(), tables));
        }
        return tables.stream().findFirst();
    }

    private static boolean isForSdxl(StateDict all) {
        return all.tensors().containsKey("clip_g");
    }

    private static boolean isTable(StoredTensor tensor) {
        long[] shape = tensor.shape();
        return (shape.length == 1 || shape.length == 2)
                && shape[shape.length - 1] > 0
                && shape[shape.length - 1] <= MAX_WIDTH
                && tensor.count() <= (long) MAX_WIDTH * MAX_WIDTH;
    }
}
