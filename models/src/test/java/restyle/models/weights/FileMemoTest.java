package restyle.models.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMemoTest {
    @TempDir
    Path folder;

    private final AtomicInteger looks = new AtomicInteger();
    private final FileMemo<String> memo = new FileMemo<>(2);

    @Test
    void looksAtAFileOnceUntilItChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        assertEquals("one", look(file));
        assertEquals("one", look(file));
        assertEquals(1, looks.get());
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertEquals("two", look(file));
        Path other = Files.writeString(folder.resolve("b"), "six");
        Files.setLastModifiedTime(other, FileTime.fromMillis(1));
        Files.delete(file);
        Files.createSymbolicLink(file, other);
        assertEquals("six", look(file));
        assertEquals(3, looks.get());
    }

    @Test
    void forgetsWhatWasNotAskedForLongest() throws IOException {
        for (String name : "a b c a".split(" ")) {
            look(
                    Files.exists(folder.resolve(name))
                            ? folder.resolve(name)
                            : Files.writeString(folder.resolve(name), name));
        }
        assertEquals(4, looks.get());
        look(folder.resolve("c"));
        assertEquals(4, looks.get());
    }

    @Test
    void doesNotRememberFailures() {
        Path none = folder.resolve("none");
        assertThrows(UncheckedIOException.class, () -> look(none));
        assertThrows(UncheckedIOException.class, () -> look(none));
        assertEquals(2, looks.get());
    }

    private String look(Path path) {
        return memo.of(path, file -> {
            looks.incrementAndGet();
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
