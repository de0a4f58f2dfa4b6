package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.testing.TestPlugin;

class PluginInstallerTest {

    @TempDir
    Path work;

    private Path folder;
    private PluginInstaller installer;

    @BeforeEach
    void nameTheFolder() {
        folder = work.resolve("user/plugins");
        installer = new PluginInstaller(folder);
    }

    @Test
    void installsUsesAndRemoves() throws Exception {
        PluginReport.Loaded installed =
                installer.install(TestPlugin.named("copy").zip(work, "any-name.zip"), false);
        assertEquals(folder.resolve("copy"), installed.path());
        assertEquals(List.of("copy"), installed.preprocessors());
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            assertEquals("copy", host.preprocessor("copy").name());
        }
        assertEquals(List.of("copy"), content());
        installer.remove("copy");
        assertEquals(List.of(), content());
    }

    @Test
    void replacesOnlyWhenTold() throws Exception {
        installer.install(TestPlugin.named("copy").zip(work, "1.zip"), false);
        Path newer =
                TestPlugin.named("copy").manifest("plugin.version", "1.1.0").zip(work, "2.zip");
        assertRefused("copy 1.0.0 is installed already; to replace it by copy 1.1.0", newer);
        assertEquals("1.0.0", PluginInfo.read(folder.resolve("copy")).version());
        installer.install(newer, true);
        assertEquals("1.1.0", PluginInfo.read(folder.resolve("copy")).version());
        assertEquals(List.of("copy"), content());
    }

    @Test
    void refusesWhatWouldNotLoadAndKeepsWhatWasThere() throws Exception {
        installer.install(TestPlugin.named("copy").zip(work, "1.zip"), false);
        Path wrong =
                TestPlugin.named("copy").manifest("plugin.requires", ">=99.0.0").zip(work, "2.zip");
        assertRefused("2.zip does not load: copy 1.0.0 needs restyle >=99.0.0", wrong);
        PluginException e = assertThrows(PluginException.class, () -> installer.install(wrong, true));
        assertTrue(
                e.getMessage().contains("install that restyle, or a version of copy made for this one"),
                e.getMessage());
        try (PluginHost host = PluginHost.open(List.of(folder))) {
            assertEquals("copy", host.preprocessor("copy").name());
        }
    }

    @Test
    void leavesNothingBehindWhenTheZipIsRefused() throws Exception {
        Path zip = Files.writeString(work.resolve("no.zip"), "no zip");
        assertRefused("no.zip is refused: it is not a zip that can be read", zip);
        assertEquals(List.of(), content());
    }

    @Test
    void removesOnlyWhatIsInstalled() throws Exception {
        PluginException none = assertThrows(PluginException.class, () -> installer.remove("copy"));
        assertEquals("no plugin 'copy' is installed in " + folder + "; there is none", none.getMessage());
        installer.install(TestPlugin.named("copy").zip(work, "1.zip"), false);
        PluginException e = assertThrows(PluginException.class, () -> installer.remove("../copy"));
        assertEquals("no plugin '../copy' is installed in " + folder + "; there are copy", e.getMessage());
    }

    private void assertRefused(String reason, Path zip) {
        PluginException e = assertThrows(PluginException.class, () -> installer.install(zip, false));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    private List<String> content() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
