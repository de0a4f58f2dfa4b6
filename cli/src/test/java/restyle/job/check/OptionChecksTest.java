package restyle.job.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import restyle.media.Rational;

class OptionChecksTest {

    private static final Rational NTSC = new Rational(30000, 1001);

    @Test
    void aRateThatTheSourceHasNotIsSaid() {
        assertEquals(
                List.of(
                        "--fps 60 cannot be met: the clip has 25 frames per second; every one of them is kept, none is invented"),
                OptionChecks.rateWarnings(OptionalDouble.of(60), new Rational(25, 1)));
        assertEquals(1, OptionChecks.rateWarnings(OptionalDouble.of(30.5), NTSC).size());
    }

    @Test
    void aRateThatIsTheSourcesRoundedIsMet() {
        assertEquals(List.of(), OptionChecks.rateWarnings(OptionalDouble.of(29.97), NTSC));
        assertEquals(List.of(), OptionChecks.rateWarnings(OptionalDouble.of(30), NTSC));
        assertEquals(List.of(), OptionChecks.rateWarnings(OptionalDouble.of(12), NTSC));
        assertEquals(List.of(), OptionChecks.rateWarnings(OptionalDouble.empty(), NTSC));
    }
}
