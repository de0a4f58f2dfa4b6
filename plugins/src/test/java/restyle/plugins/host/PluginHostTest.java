package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;
import restyle.plugins.testing.TestPlugin;

class PluginHostTest {

    private static final Clip CLIP = new Clip(2, 1, 25, "cpu", 1);
    private static final Frame FRAME = new Frame(0, 2, 1, new byte[] {1, 2, 3, 4, 5, 6});

    @TempDir
    Path root;

    @Test
    void loadsAPluginAndRunsIt() throws Exception {
        TestPlugin.named("copy").folder(root, "copy");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            PluginReport.Loaded loaded =
                    assertInstanceOf(PluginReport.Loaded.class, host.reports().get(0));
            assertEquals(List.of("copy"), loaded.preprocessors());
            assertEquals("1.0.0", host.preprocessor("copy").plugin().version());
            try (FrameProcessor processor = host.preprocessor("copy").open(CLIP, new Settings(Map.of()))) {
                assertArrayEquals(FRAME.rgb(), ((ControlMap) processor.process(FRAME)).rgb());
            }
        }
    }

    @Test
    void loadsFromSeveralRootsAndZipsAndLeavesTheRootsAlone() throws Exception {
        Path first = Files.createDirectory(root.resolve("first"));
        Path second = Files.createDirectory(root.resolve("second"));
        TestPlugin.named("one").folder(first, "one");
        TestPlugin.named("two").zip(second, "two.zip");
        Files.writeString(second.resolve("README"), "not a plugin");
        List<String> before = tree();
        try (PluginHost host = PluginHost.open(List.of(first, root.resolve("missing"), second))) {
            assertEquals("[one, two]", host.preprocessors().keySet().toString());
            assertEquals(2, host.reports().size());
        }
        assertEquals(before, tree());
    }

    @Test
    void reportsEachFailureAndLoadsTheRest() throws Exception {
        TestPlugin.named("good").folder(root, "z-good");
        Files.createDirectory(root.resolve("a-empty"));
        Files.writeString(root.resolve("b-broken.zip"), "no zip");
        TestPlugin.named("thrower")
                .preprocessor("thrower", "public Made() { throw new IllegalStateException(\"no luck\"); }", "null")
                .folder(root, "c-thrower");
        TestPlugin.named("later").manifest("plugin.requires", "99.0.0").folder(root, "d-later");
        TestPlugin.named("none")
                .source("acme.Made", "package acme; class Made {}")
                .folder(root, "e-none");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertEquals("[good]", host.preprocessors().keySet().toString());
            assertFailed(host, 0, "it has no plugin.properties");
            assertFailed(host, 1, "is refused: it is not a zip");
            assertFailed(host, 2, "plugin thrower 1.0.0 failed while loading acme.Made: no luck");
            assertFailed(host, 3, "later 1.0.0 needs restyle >=99.0.0");
            assertFailed(host, 4, "lists no preprocessor or finisher in META-INF/extensions.idx");
            assertInstanceOf(PluginReport.Loaded.class, host.reports().get(5));
        }
    }

    @Test
    void reportsClassesThatAreMissing() throws Exception {
        Path jar = TestPlugin.jar(root.resolve("gone.jar"), "gone.Gone", """
                package gone; public class Gone { public static String text() { return "here"; } }""");
        Path folder = TestPlugin.named("lost")
                .library(jar)
                .preprocessor("lost", "final String text = gone.Gone.text();", "null")
                .folder(root, "lost");
        Files.delete(folder.resolve("lib/gone.jar"));
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertFailed(host, 0, "NoClassDefFoundError: gone/Gone (not in the plugin's classes or lib");
        }
    }

    @Test
    void reportsAnExtensionOfNoKind() throws Exception {
        TestPlugin.named("other")
                .source(
                        "acme.Made",
                        "package acme; interface Point extends org.pf4j.ExtensionPoint {}"
                                + " @org.pf4j.Extension public class Made implements Point {}")
                .folder(root, "other");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertFailed(host, 0, "acme.Made is an extension, but implements neither restyle.plugins.Preprocessor nor");
        }
    }

    @Test
    void firstOfTwoEqualNamesWins() throws Exception {
        TestPlugin.named("first").preprocessor("same", "", "null").folder(root, "1");
        TestPlugin.named("second").preprocessor("same", "", "null").folder(root, "2");
        TestPlugin.named("first").preprocessor("unlike", "", "null").folder(root, "3");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertEquals("first", host.preprocessor("same").plugin().id());
            assertFailed(
                    host,
                    1,
                    "calls its preprocessor 'same', which is the name of a preprocessor of plugin first 1.0.0");
            assertFailed(host, 2, "a plugin with the id first is already loaded from " + root.resolve("1"));
        }
    }

    @Test
    void refusesNamesAndSettingsThatUsersCouldNotType() throws Exception {
        TestPlugin.named("shout").preprocessor("Shout!", "", "null").folder(root, "1");
        TestPlugin.named("taken")
                .preprocessor(
                        "taken",
                        "public java.util.List<Setting> settings() {"
                                + " return java.util.List.of(Setting.number(\"scale\", 1, 0, 1, \"\")); }",
                        "null")
                .folder(root, "2");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertFailed(host, 0, "name 'Shout!': expected lower-case letters");
            assertFailed(host, 1, "setting 'scale': expected");
        }
    }

    @Test
    void unknownNameIsAnErrorThatListsWhatIsThereAndWhatFailed() throws Exception {
        TestPlugin.named("copy").folder(root, "copy");
        TestPlugin.named("canny").manifest("plugin.version", "one").folder(root, "canny");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            PluginException e = assertThrows(PluginException.class, () -> host.preprocessor("canny"));
            assertEquals(
                    "no preprocessor is called 'canny'; there are copy; canny failed to load:"
                            + " plugin.properties: plugin.version: expected a version such as 1.0.0, found 'one'",
                    e.getMessage());
        }
    }

    @Test
    void finishersArePluginsToo() throws Exception {
        TestPlugin.named("same").finisher("same", "", "List.of(restyled)").folder(root, "same");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            assertEquals("[same]", host.finishers().keySet().toString());
            assertEquals(List.of("same"), ((PluginReport.Loaded) host.reports().get(0)).finishers());
            VideoFormat format = new VideoFormat(2, 1, new Fraction(25, 1), new Fraction(1, 25));
            FilmFrame frame = new FilmFrame(FRAME, 3);
            try (FrameFinisher finisher = host.finisher("same").open(CLIP, format, new Settings(Map.of()))) {
                assertEquals(List.of(frame), finisher.finish(FRAME, frame));
            }
            assertEquals("finisher", host.extension("same").kind());
            PluginException e = assertThrows(PluginException.class, () -> host.preprocessor("same"));
            assertEquals("no preprocessor is called 'same', that is a finisher; there is none", e.getMessage());
        }
    }

    @Test
    void aPluginMadeWithTheFirstApiStillRuns() throws Exception {
        try (InputStream zip = PluginHostTest.class.getResourceAsStream("first-api.zip")) {
            Files.copy(zip, root.resolve("first-api.zip"));
        }
        try (PluginHost host = PluginHost.open(List.of(root))) {
            PluginPreprocessor canny = host.preprocessor("canny");
            Settings settings = new SettingsReader(name -> List.of()).read(canny, Map.of("low", "50"));
            try (FrameProcessor processor = canny.open(CLIP, settings)) {
                assertEquals(2, processor.process(FRAME).width());
                processor.reset();
            }
        }
    }

    @Test
    void theDigestFollowsThePluginsContentNotItsPlaceOrVersion() throws Exception {
        Path zip = TestPlugin.named("copy").zip(Files.createDirectory(root.resolve("zipped")), "copy.zip");
        String zipped = digest(zip.getParent());
        Path installed = root.resolve("installed");
        new PluginInstaller(installed).install(zip, false);
        assertEquals(zipped, digest(installed));
        assertTrue(zipped.matches("[0-9a-f]{64}"), zipped);
        Path rebuilt = root.resolve("rebuilt");
        TestPlugin.named("copy").preprocessor("copy", "", "null").folder(rebuilt, "copy");
        assertNotEquals(zipped, digest(rebuilt));
    }

    private static String digest(Path root) throws IOException {
        try (PluginHost host = PluginHost.open(List.of(root))) {
            return host.preprocessor("copy").digest();
        }
    }

    private static void assertFailed(PluginHost host, int index, String reason) {
        PluginReport.Failed failed =
                assertInstanceOf(PluginReport.Failed.class, host.reports().get(index));
        assertTrue(failed.reason().contains(reason), failed.reason());
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
