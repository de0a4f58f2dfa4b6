package @PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;
import restyle.plugins.testing.FinisherContract;

class @CLASS@Test {

    @Test
    void keepsTheContract() {
        FinisherContract.check(new @CLASS@(), Map.of("gain", "1.5"));
    }

    @Test
    void levelsAreScaledAndStayInRange() throws Exception {
        Frame frame = new Frame(0, 1, 1, new byte[] {0, 50, (byte) 200});
        VideoFormat format = new VideoFormat(1, 1, new Fraction(25, 1), new Fraction(1, 25));
        try (FrameFinisher finisher =
                new @CLASS@().open(new Clip(1, 1, 25, "cpu", 1), format, new Settings(Map.of("gain", 2.0)))) {
            byte[] scaled = finisher.finish(frame, new FilmFrame(frame, 0)).get(0).frame().rgb();
            assertArrayEquals(new byte[] {0, 100, (byte) 255}, scaled);
        }
    }
}
