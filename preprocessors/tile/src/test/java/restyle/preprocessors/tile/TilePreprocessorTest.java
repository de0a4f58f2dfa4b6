package restyle.preprocessors.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Settings;
import restyle.plugins.testing.PreprocessorContract;

class TilePreprocessorTest {

    private final TilePreprocessor tile = new TilePreprocessor();

    @Test
    void mapIsTheFrame() throws Exception {
        byte[] rgb = {1, 2, 3, 4, 5, 6};
        try (FrameProcessor processor =
                tile.open(new Clip(2, 1, 25, "cpu", 1), new Settings(Map.of("steady", 0.0, "vivid", 0.0)))) {
            assertArrayEquals(rgb, ((ControlMap) processor.process(new Frame(0, 2, 1, rgb))).rgb());
        }
    }

    @Test
    void keepsTheContract() {
        PreprocessorContract.check(tile, Map.of());
    }
}
