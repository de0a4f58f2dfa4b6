package @PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Settings;
import restyle.plugins.testing.PreprocessorContract;

class @CLASS@Test {

    @Test
    void keepsTheContract() {
        PreprocessorContract.check(new @CLASS@(), Map.of("contrast", "2"));
    }

    @Test
    void whiteIsWhiteAndBlackIsBlack() throws Exception {
        byte[] rgb = {0, 0, 0, (byte) 255, (byte) 255, (byte) 255};
        try (FrameProcessor processor =
                new @CLASS@().open(new Clip(2, 1, 25, "cpu", 1), new Settings(Map.of("contrast", 1.0)))) {
            ControlMap map = (ControlMap) processor.process(new Frame(0, 2, 1, rgb));
            assertEquals(0, map.rgb()[0]);
            assertEquals((byte) 255, map.rgb()[3]);
        }
    }
}
