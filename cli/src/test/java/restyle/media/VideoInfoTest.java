package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VideoInfoTest {

    private static final Rational TICK = new Rational(1, 12800);

    @Test
    void shownLargerAndFasterItKeepsShapeAndLength() {
        VideoInfo clip = new VideoInfo(
                Optional.empty(),
                new VideoInfo.Shape(576, 720, new Orientation(0, 1, -1, 0), new Rational(64, 45)),
                new VideoInfo.Timing(new Rational(25, 1), TICK, -512, 50, 2),
                new VideoInfo.Coding("h264", "yuv420p", ColorTags.BT709),
                0,
                List.of(),
                List.of());
        VideoInfo larger = clip.withSize(1440, 1152).withRate(new Rational(50, 1), new Rational(1, 25600));
        assertEquals(new Rational(64, 45), larger.sampleAspect());
        assertEquals(Orientation.UPRIGHT, larger.orientation());
        assertEquals(List.of(1440, 1152), List.of(larger.width(), larger.height()));
        assertEquals(100, larger.frames());
        assertEquals(-1024, larger.originTicks());
        assertEquals(2, larger.seconds());
        assertEquals(Rational.ONE, clip.withSize(1024, 576).sampleAspect());
    }
}
