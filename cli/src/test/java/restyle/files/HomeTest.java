package restyle.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the user's folder is, on systems of Unix. */
class HomeTest {

    @Test
    void theUsersFolderFollowsTheVariables() {
        assertEquals(data("/h/.local/share/restyle"), linux(Map.of("HOME", "/h")));
        assertEquals(data("/x/restyle"), linux(Map.of("HOME", "/h", "XDG_DATA_HOME", "/x")));
        assertEquals(data("/r"), linux(Map.of("HOME", "/h", "XDG_DATA_HOME", "/x", "RESTYLE_DATA", "/r")));
        assertEquals(data("/h/Library/Application Support/restyle"), Home.dataFolder(Map.of("HOME", "/h"), "Mac OS X"));
    }

    @Test
    void variablesThatSayNothingAreNotFolders() {
        Map<String, String> blank = Map.of("HOME", "/h", "XDG_DATA_HOME", "", "RESTYLE_DATA", " ");
        assertEquals(data("/h/.local/share/restyle"), linux(blank));
        assertEquals(data("/h/.local/share/restyle"), linux(Map.of("HOME", "/h", "XDG_DATA_HOME", "relative")));
    }

    @Test
    void aUserWithoutANameHasNoFolderOfThatName() {
        String real = System.getProperty("user.home");
        try {
            System.setProperty("user.home", "?"); // what Java says of a user who is not in the list
            assertEquals(data("/.local/share/restyle"), linux(Map.of()));
            assertEquals(data("/h/.local/share/restyle"), linux(Map.of("HOME", "/h")));
        } finally {
            System.setProperty("user.home", real);
        }
    }

    private static Path linux(Map<String, String> environment) {
        return Home.dataFolder(environment, "Linux");
    }

    private static Path data(String path) {
        return Path.of(path);
    }
}
