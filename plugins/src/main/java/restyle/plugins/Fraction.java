package restyle.plugins;

/**
 * An exact number, in lowest terms: a frame rate such as 30000/1001, or the length of a tick.
 *
 * @param numerator at least 0
 * @param denominator at least 1
 * @since 0.1.0
 */
public record Fraction(int numerator, int denominator) {

    public Fraction {
        if (numerator < 0 || denominator < 1) {
            throw new IllegalArgumentException("fraction " + numerator + "/" + denominator);
        }
        int divisor = (int) gcd(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    /**
     * Multiplies by a whole number.
     *
     * @throws IllegalArgumentException if the result has terms of more than 31 bits
     */
    public Fraction times(int factor) {
        return of((long) numerator * factor, denominator);
    }

    /**
     * Divides by a whole number.
     *
     * @param divisor at least 1
     * @throws IllegalArgumentException if the result has terms of more than 31 bits
     */
    public Fraction dividedBy(int divisor) {
        return of(numerator, (long) denominator * divisor);
    }

    /** Returns the nearest floating-point number. */
    public double toDouble() {
        return (double) numerator / denominator;
    }

    /** Returns {@code 30000/1001}, or {@code 25} for whole numbers. */
    @Override
    public String toString() {
        return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }

    private static Fraction of(long numerator, long denominator) {
        long divisor = Math.max(1, gcd(numerator, denominator));
        long top = numerator / divisor;
        long bottom = denominator / divisor;
        if (top != (int) top || bottom != (int) bottom) {
            throw new IllegalArgumentException("fraction " + top + "/" + bottom + " has too many digits");
        }
        return new Fraction((int) top, (int) bottom);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
