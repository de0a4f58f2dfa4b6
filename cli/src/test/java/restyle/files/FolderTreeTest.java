package restyle.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {

    @TempDir
    Path folder;

    @Test
    void deletingStopsAtLinks() throws IOException {
        Path kept =
                Files.createFile(Files.createDirectory(folder.resolve("other")).resolve("kept"));
        Path tree = Files.createDirectories(folder.resolve("tree/inside")).getParent();
        Files.createSymbolicLink(tree.resolve("inside/link"), kept.getParent());
        FolderTree.delete(tree);
        FolderTree.delete(tree);
        assertFalse(Files.exists(tree));
        assertTrue(Files.exists(kept));
    }

    @Test
    void listingFollowsLinksButNotInCircles() throws IOException {
        Path blob =
                Files.createFile(Files.createDirectory(folder.resolve("blobs")).resolve("0a1b"));
        Path model = Files.createDirectories(folder.resolve("model/unet"));
        Files.createSymbolicLink(model.resolve("weights.safetensors"), blob);
        Files.createSymbolicLink(model.resolve("round"), model.getParent());
        Path link = Files.createSymbolicLink(folder.resolve("link"), model.getParent());
        assertEquals(List.of(link.resolve("unet/weights.safetensors")), FolderTree.files(link));
    }
}
