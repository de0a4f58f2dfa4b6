package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RationalTest {

    @Test
    void timesThatNoLongHoldsAreTheLargest() {
        assertEquals(Long.MAX_VALUE, new Rational(1, 1).convert(Long.MAX_VALUE / 2, new Rational(1, 1000)));
        assertEquals(-Long.MAX_VALUE, new Rational(1, 1).convert(Long.MIN_VALUE / 2, new Rational(1, 1000)));
    }

    @Test
    void convertsTicksExactlyWhereItCanAndToTheNearestWhereNot() {
        Rational ntsc = new Rational(1001, 30000);
        assertEquals(3003, ntsc.convert(3, new Rational(1, 30000)));
        assertEquals(33, ntsc.convert(1, new Rational(1, 1000)));
        assertEquals(-33, ntsc.convert(-1, new Rational(1, 1000)));
        assertEquals(1, new Rational(1, 2).convert(1, Rational.ONE));
        assertEquals(-1, new Rational(1, 2).convert(-1, Rational.ONE));
        long aDayOfNanoseconds = 86_400_000_000_000L;
        assertEquals(
                86_400L * 90_000, new Rational(1, 1_000_000_000).convert(aDayOfNanoseconds, new Rational(1, 90_000)));
    }

    @Test
    void isReducedAndCompared() {
        assertEquals(new Rational(4, 3), Rational.of(1024, 768));
        assertEquals(new Rational(16, 9), new Rational(64, 45).times(new Rational(5, 4)));
        assertTrue(new Rational(24000, 1001).compareTo(new Rational(24, 1)) < 0);
        assertEquals("30000/1001", new Rational(30000, 1001).toString());
        assertEquals("25", Rational.of(50, 2).toString());
    }

    /** Frame rates of damaged and of odd files are measured in ticks and nanoseconds, whose product is large. */
    @Test
    void termsThatNoIntHoldsAreRounded() {
        Rational large = Rational.of(3_000_000_000_000L, 100_000_000_007L);
        assertEquals(30, large.toDouble(), 1e-6);
        assertEquals(0, Rational.of(1, Long.MAX_VALUE).toDouble(), 1e-9);
    }

    @Test
    void largeTermsAreComparedByWhatTheyAreTogether() {
        Rational largest = new Rational(Integer.MAX_VALUE, 1);
        assertTrue(largest.compareTo(new Rational(Integer.MAX_VALUE, 2)) > 0);
        assertEquals(0, new Rational(Integer.MAX_VALUE, 3).compareTo(new Rational(Integer.MAX_VALUE, 3)));
        assertTrue(new Rational(1, 3).compareTo(new Rational(1, 2)) < 0);
    }
}
