package restyle.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIdentityTest {

    @TempDir
    Path folder;

    @Test
    void oneFileIsOneByAnyName() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path file = Files.createFile(real.resolve("in.mp4"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        for (Path name : List.of(
                link.resolve("in.mp4"),
                real.resolve("../link/./in.mp4"),
                Files.createSymbolicLink(folder.resolve("soft.mp4"), file),
                Files.createLink(folder.resolve("hard.mp4"), file))) {
            assertTrue(FileIdentity.isSame(file, name), name.toString());
        }
        assertFalse(FileIdentity.isSame(file, Files.createFile(real.resolve("out.mp4"))));
        assertFalse(FileIdentity.isSame(file, real.resolve("new.mp4")));
        assertTrue(FileIdentity.isSame(real.resolve("a/new.mp4"), link.resolve("a/b/../new.mp4")));
    }
}
