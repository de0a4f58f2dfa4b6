package restyle.models.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what was found out about files for as long as they stay what they are: the same real path, size, time of change and inode. Several
 * threads may use it.
 *
 * @param <V> what is found out, immutable
 */
public final class FileMemo<V> {
    private final Map<Key, V> known;

    /**
     * @param named the path as given, which messages may hold
     * @param inode what the file system knows the file by; null where it has no such thing
     */
    private record Key(Path named, Path real, long bytes, FileTime changed, Object inode) {
        static Key of(Path path) throws IOException {
            Path real = path.toRealPath();
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            return new Key(path, real, now.size(), now.lastModifiedTime(), now.fileKey());
        }
    }

    /** @param maxFiles of which something is remembered; those that were not asked for longest are forgotten */
    public FileMemo(int maxFiles) {
        known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
                return size() > maxFiles;
            }
        };
    }

    /**
     * Returns what was found out about a file, or what {@code look} finds now.
     *
     * @param look reads the file; says what is wrong if that cannot be done
     */
    public V of(Path path, Function<Path, V> look) {
        Key key;
        try {
            key = Key.of(path);
        } catch (IOException e) {
            return look.apply(path); // which says why
        }
        synchronized (known) {
            V value = known.get(key);
            if (value != null) {
                return value;
            }
        }
        V value = look.apply(path);
        synchronized (known) {
            known.put(key, value);
        }
        return value;
    }
}
