package restyle.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a file comes to its name, which no killed process shows, but a loss of power would. */
class AtomicFileTest {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    @AfterEach
    void failNothing() {
        Disk.use(Disk.NONE);
    }

    @Test
    void whatIsWrittenIsOnTheDiskBeforeItHasItsName() throws IOException {
        Path target = folder.resolve("state.json");
        List<String> changes = new ArrayList<>();
        Disk.use(path -> {
            assertFalse(Files.exists(target), changes::toString);
            changes.add(path.equals(target) ? "name" : "content");
        });
        AtomicFile.write(target, BYTES);
        // It is created, opened, written, and synchronised.
        assertEquals(List.of("content", "content", "content", "content", "name"), changes);
        assertArrayEquals(BYTES, Files.readAllBytes(target));
    }
}
