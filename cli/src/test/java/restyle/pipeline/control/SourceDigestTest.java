package restyle.pipeline.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.files.ContentDigests;
import restyle.files.DigestIndex;

class SourceDigestTest {

    @TempDir
    Path folder;

    @Test
    void aSmallClipHasItAtOnceAndACopyHasTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("clip"), "abc");
        Path copy =
                Files.copy(file, Files.createDirectory(folder.resolve("copy")).resolve("clip"));
        try (SourceDigest digest = digest(file);
                SourceDigest other = digest(copy)) {
            assertTrue(digest.now().isPresent());
            assertEquals(digest.now(), other.now());
            assertEquals(digest.now(), digest.atEnd());
        }
    }

    @Test
    void aLargeClipIsReadBesideTheRun() throws IOException {
        Path file = large("clip");
        try (SourceDigest digest = digest(file)) {
            Optional<String> found = digest.atEnd();
            assertTrue(found.isPresent());
            assertEquals(found, digest.now());
        }
    }

    @Test
    void aClipThatChangesMeanwhileHasNone() throws IOException {
        for (Path file : List.of(large("clip"), Files.writeString(folder.resolve("small"), "abc"))) {
            try (SourceDigest digest = digest(file)) {
                try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
                    changed.write(1);
                }
                assertEquals(Optional.empty(), digest.atEnd());
            }
            try (SourceDigest digest = digest(file)) {
                assertNotEquals(Optional.empty(), digest.atEnd());
            }
        }
    }

    private Path large(String name) throws IOException {
        Path path = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(ContentDigests.QUICK_BYTES + 1);
        }
        return path;
    }

    private static SourceDigest digest(Path file) {
        return new SourceDigest(List.of(file), DigestIndex.none());
    }
}
