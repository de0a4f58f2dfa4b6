package restyle.models.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import restyle.models.graph.ModelException;

/**
 * The weight files in one folder of a diffusers model, by the names that diffusers and transformers give them: in one file or several, of full
 * precision or a variant, of which float16 is the usual one. PyTorch's own files count where there is nothing else: older programs wrote no
 * others.
 */
final class FolderWeights {
    private static final String STEM = "(diffusion_pytorch_model|model|pytorch_model)";

    /** What is looked for, best first. Lists of shards end in .json. */
    private static final List<Pattern> NAMES = List.of(
            name("\\.safetensors"),
            name("\\.safetensors\\.index\\.json"),
            name("\\.fp16\\.safetensors"),
            name("\\.(fp16\\.safetensors\\.index|safetensors\\.index\\.fp16)\\.json"),
            name("\\.bin"),
            name("\\.bin\\.index\\.json"),
            name("\\.fp16\\.bin"),
            name("\\.(fp16\\.bin\\.index|bin\\.index\\.fp16)\\.json"));

    /** Other variants, as "non_ema" and "bf16", which count where they leave no choice. */
    private static final Pattern VARIANT = name("\\.\\w+\\.safetensors");

    private FolderWeights() {}

    private static Pattern name(String ending) {
        return Pattern.compile(STEM + ending);
    }

    /** Tells whether a file has its name from diffusers, so that its settings lie beside it. */
    static boolean isNamedSo(Path file) {
        String name = file.getFileName().toString();
        return Stream.concat(NAMES.stream(), Stream.of(VARIANT))
                .anyMatch(form -> form.matcher(name).matches());
    }

    /**
     * Returns the files that make up the weights, several if they were cut into shards; none if there are none of such a name.
     *
     * @throws ModelException if the folder or its list of shards cannot be read
     */
    static List<Path> in(Path folder) {
        List<Path> files = list(folder);
        for (Pattern form : NAMES) {
            List<Path> found = matching(files, form);
            if (!found.isEmpty()) {
                Path first = found.get(0);
                return first.toString().endsWith(".json") ? shards(first) : List.of(first);
            }
        }
        List<Path> variants = matching(files, VARIANT);
        return variants.size() == 1 ? variants : List.of();
    }

    private static List<Path> matching(List<Path> files, Pattern form) {
        return files.stream()
                .filter(file -> form.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new ModelException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The files that a list of shards names. */
    private static List<Path> shards(Path index) {
        TreeSet<String> names = new TreeSet<>();
        JsonNode map = NetworkConfig.read(index).json().path("weight_map");
        map.forEach(name -> names.add(name.asText()));
        return names.stream().map(index::resolveSibling).toList();
    }
}
