package restyle.job.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import restyle.job.options.ModelLibrary;
import restyle.models.model.EmbeddingFile;
import restyle.models.text.Embedding;
import restyle.models.text.EmbeddingSource;

/** The embeddings that prompts may name: those that the user gives, and those in the models folders; remembers which were named. */
final class NamedEmbeddings implements EmbeddingSource {

    private static final String SUBFOLDER = "embeddings";

    /** Embeddings take kilobytes; what is larger is something else, and not worth a look. */
    private static final long MAX_BYTES = 1 << 24;

    private final Map<String, Path> given = new LinkedHashMap<>();
    private final Map<String, Path> inFolders = new LinkedHashMap<>();
    private final Map<Path, Optional<Embedding>> read = new HashMap<>();
    private final Set<String> named = new LinkedHashSet<>();

    /**
     * Finds the files; they are read when a prompt names them.
     *
     * @throws IllegalArgumentException if a file is not there, or two have one name
     */
    NamedEmbeddings(ModelLibrary library, List<String> files) {
        for (String file : files) {
            Path path = find(library, file);
            Path other = given.put(EmbeddingFile.name(path), path);
            if (other != null && !other.equals(path)) {
                throw new IllegalArgumentException(
                        "%s and %s have the same name in prompts; rename one of them".formatted(other, path));
            }
        }
        library.folders().stream()
                .flatMap(folder -> Stream.of(folder, folder.resolve(SUBFOLDER)))
                .flatMap(NamedEmbeddings::embeddings)
                .forEach(path -> inFolders.putIfAbsent(EmbeddingFile.name(path), path));
    }

    private static Path find(ModelLibrary library, String file) {
        return library.lookUp(file)
                .or(() -> library.lookUp(SUBFOLDER + "/" + file))
                .orElseGet(() -> library.find(file));
    }

    private static Stream<Path> embeddings(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> EmbeddingFile.hasExtension(file) && isSmall(file)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models in " + folder, e);
        }
    }

    private static boolean isSmall(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES;
        } catch (IOException e) {
            // Gone while the folder was listed: not there.
            return false;
        }
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new LinkedHashSet<>(given.keySet());
        names.addAll(inFolders.keySet());
        return names;
    }

    @Override
    public Optional<Embedding> named(String name) {
        Path file = given.getOrDefault(name, inFolders.get(name));
        if (file == null) {
            return Optional.empty();
        }
        Optional<Embedding> embedding = read.computeIfAbsent(
                file,
                path -> given.containsKey(name) ? Optional.of(EmbeddingFile.read(path)) : EmbeddingFile.find(path));
        embedding.ifPresent(found -> named.add(name));
        return embedding;
    }

    /** Returns the names of given files that no prompt has named. */
    List<String> unused() {
        return given.keySet().stream().filter(name -> !named.contains(name)).toList();
    }

    /** Returns the files that decide what the prompts mean. */
    List<Path> files() {
        return named.stream()
                .map(name -> given.getOrDefault(name, inFolders.get(name)))
                .sorted()
                .toList();
    }
}
