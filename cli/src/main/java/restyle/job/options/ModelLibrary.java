package restyle.job.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import restyle.files.Home;
import restyle.files.LocalPath;
import restyle.job.JobException;
import restyle.plugins.host.ModelLocator;

/**
 * Finds model files by path or by name. A name is looked up in each folder, as written and with the usual endings.
 *
 * @param folders where to look, in this order: the model's own folder first, then the user's models
 */
public record ModelLibrary(List<Path> folders) implements ModelLocator {

    private static final List<String> ENDINGS = List.of("", ".safetensors", ".ckpt", ".pth", ".pt", ".bin", ".onnx");

    public ModelLibrary {
        folders = List.copyOf(folders);
    }

    /** Returns where names of models are looked up: in the user's folder, then in what comes with restyle. */
    public static ModelLibrary of(Home home, Path folder) {
        return new ModelLibrary(List.of(folder, home.bundledModels()));
    }

    /**
     * Returns the user's folder of models.
     *
     * @param models what {@code --models} names; null if it is not given
     * @throws JobException if that cannot be a folder
     */
    public static Path folder(Home home, String models) {
        try {
            return models == null ? home.models() : LocalPath.of(models);
        } catch (IllegalArgumentException e) {
            throw new JobException("--models: " + e.getMessage(), e);
        }
    }

    /** Returns the same library with one more folder, looked in first. */
    public ModelLibrary with(Path folder) {
        List<Path> more = new ArrayList<>(List.of(folder));
        more.addAll(folders);
        return new ModelLibrary(more);
    }

    /**
     * Finds the file or folder that a user means.
     *
     * @throws IllegalArgumentException saying where it was looked for
     */
    public Path find(String nameOrPath) {
        if (nameOrPath.isBlank()) {
            throw new IllegalArgumentException("the name is empty; give a file, or the name of a model in " + places());
        }
        Path found = lookUp(nameOrPath)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is neither a file nor the name of a model in %s".formatted(nameOrPath, places())));
        if (!Files.isRegularFile(found) && !Files.isDirectory(found)) {
            throw new IllegalArgumentException(
                    found + " is a pipe or a device, and weights are read in place; save it as a file and name that");
        }
        return found;
    }

    /** Finds the same, without an error. */
    public Optional<Path> lookUp(String nameOrPath) {
        return candidates(nameOrPath).stream().filter(Files::exists).findFirst();
    }

    /** Returns whether a text names a file; one that cannot be a path does not. */
    public boolean isThere(String nameOrPath) {
        try {
            return lookUp(nameOrPath).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public List<Path> candidates(String nameOrPath) {
        Path path = LocalPath.of(nameOrPath);
        List<Path> candidates = new ArrayList<>(List.of(path.toAbsolutePath().normalize()));
        if (!path.isAbsolute()) {
            for (Path folder : folders) {
                endings(nameOrPath).forEach(ending -> candidates.add(folder.resolve(nameOrPath + ending)));
            }
        }
        return candidates;
    }

    /** A name with one of the usual endings is meant as it is. */
    private static List<String> endings(String name) {
        boolean whole = ENDINGS.stream().anyMatch(ending -> !ending.isEmpty() && name.endsWith(ending));
        return whole ? List.of("") : ENDINGS;
    }

    /** Returns the motion module of AnimateDiff-Lightning for a number of steps, by the names under which it is published. */
    public Optional<Path> lightning(int steps) {
        // The 2-step module also does well with 3 steps, as its authors say.
        int trained = steps == 3 ? 2 : steps;
        String part = "lightning_" + trained + "step";
        return folders.stream()
                .flatMap(ModelLibrary::files)
                .filter(file -> file.getFileName().toString().contains(part))
                .sorted()
                .findFirst();
    }

    /**
     * Lists what has a name of some form; of things with one name, that in the first of the folders.
     *
     * @param name form of a whole file name
     */
    public List<Path> matching(Pattern name) {
        Map<String, Path> found = new TreeMap<>();
        folders.stream().flatMap(ModelLibrary::files).forEach(file -> {
            if (name.matcher(file.getFileName().toString()).matches()) {
                found.putIfAbsent(file.getFileName().toString(), file);
            }
        });
        return List.copyOf(found.values());
    }

    /** Returns the folders, for messages. */
    public String places() {
        return String.join(" or ", folders.stream().map(Path::toString).toList());
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models in " + folder, e);
        }
    }
}
