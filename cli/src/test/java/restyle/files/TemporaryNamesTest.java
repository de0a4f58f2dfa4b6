package restyle.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryNamesTest {

    @TempDir
    Path folder;

    @Test
    void theLongestNamesCanBeWritten() throws IOException {
        for (String letter : List.of("x", "ü", "映")) {
            int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
            Path target = folder.resolve(letter.repeat(251 / bytes) + ".mp4");
            AtomicFile.write(target, "text");
            assertEquals("text", Files.readString(target));
            Path state = TemporaryNames.beside(target, "restyle");
            Files.createDirectory(state);
            assertTrue(state.getFileName().toString().endsWith(".restyle"));
            Path other = folder.resolve(letter.repeat(251 / bytes - 1) + "y.mp4");
            assertNotEquals(state, TemporaryNames.beside(other, "restyle"));
        }
    }

    @Test
    void leftoversOfAnOutputAreRemovedAndNothingElse() throws IOException {
        Path target = folder.resolve("a.mp4");
        Path longTarget = folder.resolve("x".repeat(251) + ".mp4");
        Files.createFile(TemporaryNames.newName(longTarget));
        Files.createDirectories(TemporaryNames.newName(target).resolve("inside"));
        List<String> others = List.of(".a.mp4.0a1b2c3d4.part", ".a.mp4.part", ".b.a.mp4.0a1b2c3d.part", "a.mp4");
        for (String other : others) {
            Files.createFile(folder.resolve(other));
        }
        TemporaryNames.removeLeftovers(target);
        TemporaryNames.removeLeftovers(longTarget);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    others,
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
