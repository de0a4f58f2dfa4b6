package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

class SettingsReaderTest {

    @TempDir
    Path models;

    private final SettingsReader reader =
            new SettingsReader(name -> List.of(Path.of(name).toAbsolutePath(), models.resolve(name)));

    @Test
    void fillsInDefaults() throws Exception {
        Path model = Files.createFile(models.resolve("net.bin"));
        Settings settings = reader.read(new Edges(), Map.of("radius", "4", "ratio", "auto"));
        assertEquals(model, settings.model("model"));
        assertEquals(4, settings.integer("radius"));
        assertFalse(settings.isNumber("ratio"));
        assertTrue(settings.flag("thin"));
        assertEquals(0.25, reader.read(new Edges(), Map.of("ratio", "0.25")).number("ratio"));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        SettingsException e = assertThrows(
                SettingsException.class,
                () -> reader.read(new Edges(), Map.of("radius", "99", "thin", "maybe", "colour", "red")));
        assertEquals(
                List.of(
                        "no setting is called 'colour'; edges has model, radius, ratio, thin",
                        "model: model file 'net.bin' not found; looked for %s and %s. Put it there or give model=PATH"
                                .formatted(Path.of("net.bin").toAbsolutePath(), models.resolve("net.bin")),
                        "radius: expected whole number 1..9, found '99'",
                        "thin: expected true or false, found 'maybe'"),
                e.problems());
        assertTrue(e.getMessage().startsWith("edges: no setting"), e.getMessage());
    }

    private static final class Edges implements Preprocessor {
        @Override
        public String name() {
            return "edges";
        }

        @Override
        public String summary() {
            return "For a test";
        }

        @Override
        public List<Setting> settings() {
            return List.of(
                    Setting.model("model", "net.bin", "the network"),
                    Setting.integer("radius", 2, 1, 9, "pixels"),
                    Setting.numberOr("ratio", List.of("auto"), 0, 1, "share of the size"),
                    Setting.flag("thin", true, "one pixel wide"));
        }

        @Override
        public FrameProcessor open(Clip clip, Settings settings) {
            throw new UnsupportedOperationException();
        }
    }
}
