package restyle.pipeline.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameThinningTest {

    @Test
    void keepsEveryFrameWhereNoRateIsAsked() {
        assertEquals(List.of(5L, 6L, 900L), kept(OptionalDouble.empty(), 1, 5, 6, 900));
    }

    @Test
    void keepsEveryOtherFrameAtHalfTheRate() {
        assertEquals(List.of(0L, 2L, 4L, 6L), kept(OptionalDouble.of(12.5), 1 / 25.0, 0, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void keepsEveryFrameAtTheSourceRateEvenWithRoundedTimestamps() {
        assertEquals(List.of(0L, 33L, 67L, 100L), kept(OptionalDouble.of(30), 0.001, 0, 33, 67, 100));
    }

    @Test
    void startsAtTheFirstFrameAndDoesNotFillGaps() {
        assertEquals(List.of(1000L, 1500L), kept(OptionalDouble.of(10), 0.001, 1000, 1040, 1080, 1500));
    }

    private static List<Long> kept(OptionalDouble fps, double secondsPerTick, long... timestamps) {
        FrameThinning thinning = new FrameThinning(fps, secondsPerTick);
        return LongStream.of(timestamps).filter(thinning::keeps).boxed().toList();
    }
}
