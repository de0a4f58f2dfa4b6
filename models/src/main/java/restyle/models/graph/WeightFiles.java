package restyle.models.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How a model names its weight files. ONNX Runtime takes only relative locations below one folder and follows no links, so every
 * path is resolved first and the folder is the deepest one that holds them all and has a plain path.
 */
final class WeightFiles {
    private static final int EXTERNAL = 1;

    private final Map<Path, Path> resolved = new HashMap<>();
    private final Path folder;

    WeightFiles(List<Path> files) {
        files.forEach(file -> resolved.put(file, real(file)));
        folder = resolved.values().stream()
                .map(Path::getParent)
                .reduce(WeightFiles::commonFolder)
                .map(PlainPath::above)
                .orElse(null);
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Completes a TensorProto: its data is {@code region}. */
    Proto locate(Proto tensor, FileRegion region) {
        Path relative = folder.relativize(resolved.get(region.file()));
        // ONNX wants forward slashes on every system.
        String location = StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        return tensor.put(13, entry("location", location))
                .put(13, entry("offset", Long.toString(region.offset())))
                .put(13, entry("length", Long.toString(region.length())))
                .put(14, (long) EXTERNAL);
    }

    private static Proto entry(String key, String value) {
        return new Proto().put(1, key).put(2, value);
    }

    private static Path commonFolder(Path a, Path b) {
        for (Path folder = a; folder != null; folder = folder.getParent()) {
            if (b.startsWith(folder)) {
                return folder;
            }
        }
        throw new IllegalArgumentException(
                "weights lie on two drives, in %s and %s; move one file to the other's drive".formatted(a, b));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new ModelException("cannot find the weights " + file, e);
        }
    }
}
