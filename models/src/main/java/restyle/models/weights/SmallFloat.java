package restyle.models.weights;

/**
 * Floating point formats of 8 and 16 bits: sign, exponent, mantissa, from the highest bit down. Formulas of the 8-bit ones:
 * onnx.ai/onnx/technical/float8.html.
 */
enum SmallFloat {
    F16(5, 10, 15, Specials.IEEE),
    F8_E5M2(5, 2, 15, Specials.IEEE),
    F8_E4M3(4, 3, 7, Specials.ALL_ONES),
    F8_E5M2FNUZ(5, 2, 16, Specials.NEGATIVE_ZERO),
    F8_E4M3FNUZ(4, 3, 8, Specials.NEGATIVE_ZERO);

    /** Which bit patterns are not ordinary numbers. */
    private enum Specials {
        /** The highest exponent means infinity, or NaN if the mantissa is not 0. */
        IEEE,
        /** All ones but for the sign is NaN; there is no infinity. */
        ALL_ONES,
        /** What would be minus zero is NaN; there is no infinity. */
        NEGATIVE_ZERO
    }

    private final int exponentBits;
    private final int mantissaBits;
    private final int bias;
    private final Specials specials;

    SmallFloat(int exponentBits, int mantissaBits, int bias, Specials specials) {
        this.exponentBits = exponentBits;
        this.mantissaBits = mantissaBits;
        this.bias = bias;
        this.specials = specials;
    }

    /** Returns the value of the lowest bits of {@code bits}. */
    float decode(int bits) {
        int mantissa = bits & (1 << mantissaBits) - 1;
        int highest = (1 << exponentBits) - 1;
        int exponent = bits >>> mantissaBits & highest;
        boolean negative = (bits >>> mantissaBits + exponentBits & 1) == 1;
        boolean allOnes = exponent == highest && mantissa == (1 << mantissaBits) - 1;
        boolean zero = exponent == 0 && mantissa == 0;
        if (specials == Specials.IEEE && exponent == highest) {
            float infinity = negative ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
            return mantissa == 0 ? infinity : Float.NaN;
        }
        if (specials == Specials.ALL_ONES && allOnes || specials == Specials.NEGATIVE_ZERO && zero && negative) {
            return Float.NaN;
        }
        int hidden = exponent == 0 ? 0 : 1 << mantissaBits;
        float magnitude = Math.scalb((float) (hidden + mantissa), Math.max(exponent, 1) - bias - mantissaBits);
        return negative ? -magnitude : magnitude;
    }
}
