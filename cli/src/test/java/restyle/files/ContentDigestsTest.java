package restyle.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestsTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private Path file;
    private DigestIndex index;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "abc");
        index = DigestIndex.in(folder.resolve("cache"));
    }

    @Test
    void isThatOfTheStandard() {
        assertEquals(ABC, ContentDigests.of(file));
        assertEquals(ABC, ContentDigests.ofText("abc"));
    }

    @Test
    void aFileThatSettledIsReadOnceEvenByOtherProcesses() throws Exception {
        assertEquals(ABC, ContentDigests.of(file, index));
        assertEquals(Optional.empty(), ContentDigests.known(file, index), "too young to be sure that it stays");
        Thread.sleep(2100);
        assertEquals(ABC, ContentDigests.of(file, index));
        assertEquals(Optional.of(ABC), ContentDigests.known(file, DigestIndex.none()));
        assertEquals(Optional.of(ABC), index.get(FileStamp.of(file)));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertEquals(Optional.of(ABC), ContentDigests.known(link, DigestIndex.none()));
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "abd");
        Files.setLastModifiedTime(file, time);
        assertNotEquals(ABC, ContentDigests.of(file, index));
    }

    @Test
    void anIndexThatIsDamagedOrCannotBeWrittenIsNone() throws IOException {
        FileStamp stamp = FileStamp.of(file);
        Path cache = Files.createDirectory(folder.resolve("cache"));
        for (byte[] bytes :
                List.of(new byte[100], new byte[] {(byte) 0xFF}, "a b\n".getBytes(StandardCharsets.UTF_8))) {
            Files.write(cache.resolve("digests"), bytes);
            assertEquals(Optional.empty(), index.get(stamp));
            index.put(stamp, ABC);
            assertEquals(Optional.of(ABC), index.get(stamp));
        }
        DigestIndex nowhere = DigestIndex.in(file);
        nowhere.put(stamp, ABC);
        assertEquals(Optional.empty(), nowhere.get(stamp));
    }
}
