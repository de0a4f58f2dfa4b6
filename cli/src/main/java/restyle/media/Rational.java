package restyle.media;

import java.math.BigInteger;

/**
 * An exact fraction: a frame rate, a time base, the shape of a pixel.
 *
 * @param num numerator
 * @param den denominator, at least 1
 */
public record Rational(int num, int den) implements Comparable<Rational> {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger SMALLEST = BigInteger.valueOf(-Long.MAX_VALUE);

    public static final Rational ONE = new Rational(1, 1);

    public Rational {
        if (den < 1) {
            throw new IllegalArgumentException("fraction %d/%d".formatted(num, den));
        }
    }

    /** Returns the fraction in lowest terms, rounded if its terms do not fit 32 bits. */
    public static Rational of(long num, long den) {
        long divisor = Math.max(1, gcd(Math.abs(num), den));
        long n = num / divisor;
        long d = den / divisor;
        while (n > Integer.MAX_VALUE || d > Integer.MAX_VALUE) {
            n /= 2;
            d /= 2;
        }
        return new Rational((int) n, (int) Math.max(1, d));
    }

    public double toDouble() {
        return (double) num / den;
    }

    public Rational inverse() {
        return new Rational(den, num);
    }

    public Rational times(Rational other) {
        return of((long) num * other.num, (long) den * other.den);
    }

    /**
     * Counts in units of {@code to} what is {@code count} units of this, rounded to the nearest, halves away from zero.
     * What no long can hold, as damaged files may state, is the largest or smallest one.
     */
    public long convert(long count, Rational to) {
        BigInteger top = BigInteger.valueOf(count).multiply(BigInteger.valueOf((long) num * to.den));
        BigInteger bottom = BigInteger.valueOf((long) den * to.num);
        BigInteger half = bottom.shiftRight(1).multiply(BigInteger.valueOf(Long.signum(count)));
        return top.add(half).divide(bottom).max(SMALLEST).min(LARGEST).longValue();
    }

    @Override
    public int compareTo(Rational other) {
        return Long.compare((long) num * other.den, (long) other.num * den);
    }

    /** Returns {@code 30000/1001}, or {@code 25} for whole numbers. */
    @Override
    public String toString() {
        return den == 1 ? Integer.toString(num) : num + "/" + den;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
