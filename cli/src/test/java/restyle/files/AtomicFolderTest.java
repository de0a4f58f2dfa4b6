package restyle.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {

    private static final List<String> OLD = List.of("1.png", "2.png", "3.png", "notes.txt");

    @TempDir
    Path folder;

    @BeforeEach
    void writeOldFiles() throws IOException {
        for (String name : OLD) {
            Files.writeString(folder.resolve(name), "old");
        }
    }

    @Test
    void replacesAllOfTheOldAndNothingElse() throws IOException {
        try (AtomicFolder files = AtomicFolder.create(folder, "%d.png")) {
            files.write("2.png", "new".getBytes(StandardCharsets.UTF_8));
            files.commit(name -> name.endsWith(".png"));
        }
        assertEquals(Map.of("2.png", "new", "notes.txt", "old"), content());
    }

    @Test
    void whicheverChangeFailsTheOldFilesAreThere() throws IOException {
        Map<String, String> before = content();
        boolean failed = true;
        for (int n = 1; failed; n++) {
            try (FailingDisk disk = FailingDisk.at(n)) {
                int number = n;
                failed = false;
                try (AtomicFolder files = AtomicFolder.create(folder, "%d.png")) {
                    files.write("2.png", "new".getBytes(StandardCharsets.UTF_8));
                    files.write("3.png", "new".getBytes(StandardCharsets.UTF_8));
                    files.commit(name -> name.endsWith(".png"));
                } catch (FileFailure e) {
                    failed = true;
                    assertTrue(e.getMessage().endsWith(": " + FailingDisk.REASON), number + ": " + e.getMessage());
                    assertEquals(before, content(), "change " + number);
                }
                assertEquals(failed, disk.hasFailed());
            }
        }
        assertEquals(Map.of("2.png", "new", "3.png", "new", "notes.txt", "old"), content());
    }

    @Test
    void wherefromEverThingsFailForGoodNoOldFileIsLost() throws IOException {
        boolean failed = true;
        boolean kept = false;
        for (int n = 1; failed; n++) {
            try (FailingDisk disk = FailingDisk.from(n)) {
                failed = false;
                try (AtomicFolder files = AtomicFolder.create(folder, "%d.png")) {
                    files.write("3.png", "new".getBytes(StandardCharsets.UTF_8));
                    files.commit(name -> name.endsWith(".png"));
                } catch (FileFailure e) {
                    failed = true;
                    Map<String, String> found = filesBelow();
                    assertEquals(OLD, List.copyOf(found.keySet()), "from change " + n);
                    boolean aside = !content().keySet().containsAll(OLD);
                    kept |= aside;
                    assertEquals(aside, e.getMessage().contains("are in " + folder), e.getMessage());
                }
            }
            restore();
        }
        assertTrue(kept);
    }

    @Test
    void toldToEndWhileItMovesFilesItMovesThemAll() throws IOException {
        try (AtomicFolder files = AtomicFolder.create(folder, "%d.png")) {
            files.write("3.png", "new".getBytes(StandardCharsets.UTF_8));
            Disk.use(change -> Unfinished.removeAll());
            files.commit(name -> name.endsWith(".png"));
        } finally {
            Disk.use(Disk.NONE);
        }
        assertEquals(Map.of("3.png", "new", "notes.txt", "old"), content());
    }

    @Test
    void aFolderThatWasMadeIsRemovedWithThem() {
        Path deeper = folder.resolve("new");
        AtomicFolder.create(deeper, "%d.png").close();
        assertTrue(Files.notExists(deeper));
        assertThrows(FileFailure.class, () -> AtomicFolder.create(folder.resolve("notes.txt"), "%d.png"));
    }

    /** Returns the files that hold what was there before, by name, wherever they are. */
    private Map<String, String> filesBelow() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Path file : FolderTree.files(folder)) {
            if (Files.readString(file).equals("old")) {
                found.put(file.getFileName().toString(), "old");
            }
        }
        return found;
    }

    private void restore() throws IOException {
        for (Path file : FolderTree.files(folder)) {
            Files.delete(file);
        }
        writeOldFiles();
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }
}
