package restyle.pipeline.finish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import restyle.composite.Backdrop;
import restyle.composite.Background;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;
import restyle.plugins.Matte;

class BackgroundReplacementTest {

    @Test
    void putsTheColourWhereTheSubjectIsNot() {
        StyledFrame composed = replacement("#010203").apply(styled(0, 50, 99));
        assertArrayEquals(new byte[] {99, 99, 99, 1, 2, 3}, composed.image().rgb());
    }

    @Test
    void takesEachFramesOwnSourceEvenWhereSomeAreLeftOut() {
        BackgroundReplacement replacement = replacement("source");
        assertArrayEquals(
                new byte[] {99, 99, 99, 51, 51, 51},
                replacement.apply(styled(1, 51, 99)).image().rgb());
        assertArrayEquals(
                new byte[] {99, 99, 99, 54, 54, 54},
                replacement.apply(styled(4, 54, 99)).image().rgb());
    }

    private static BackgroundReplacement replacement(String background) {
        Backdrop backdrop = Backdrop.of(Background.parse(background), 2, 1, () -> {
            throw new AssertionError("no footage is needed");
        });
        return new BackgroundReplacement(backdrop, 0.04, OptionalLong.empty(), new StageClock());
    }

    /** The left pixel is subject, the right one background. */
    private static StyledFrame styled(int position, int source, int generated) {
        FramePosition at = new FramePosition(position, position, position, 1, 0, position == 0);
        Matte matte = new Matte(2, 1, new float[] {1, 0}, new float[6]);
        return new StyledFrame(new ClipFrame(at, flat(position, source)).withMatte(matte), flat(position, generated));
    }

    private static Frame flat(int position, int grey) {
        byte[] rgb = new byte[6];
        Arrays.fill(rgb, (byte) grey);
        return new Frame(position, 2, 1, rgb);
    }
}
