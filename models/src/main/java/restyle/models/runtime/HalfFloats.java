package restyle.models.runtime;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Conversion between float32 and IEEE half precision, element by element. */
final class HalfFloats {

    private HalfFloats() {}

    /** Rounds to the nearest half, ties to even. */
    static void narrow(FloatBuffer from, ShortBuffer to) {
        while (from.hasRemaining()) {
            to.put(Fp16Conversions.floatToFp16(from.get()));
        }
    }

    static void widen(ShortBuffer from, FloatBuffer to) {
        while (from.hasRemaining()) {
            to.put(Fp16Conversions.fp16ToFloat(from.get()));
        }
    }
}
