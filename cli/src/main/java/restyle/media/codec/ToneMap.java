package restyle.media.codec;

import java.nio.ShortBuffer;
import restyle.media.ColorTags;

/**
 * Brings high dynamic range pictures into BT.709. Light of PQ (SMPTE ST 2084) or HLG (BT.2100, on a display of 1000 cd/m2) is
 * compressed by the curve of Report ITU-R BT.2390 section 5.4.1, which keeps shadows and middle tones as they are and bends what
 * is brighter below {@value #WHITE} cd/m2, the reference white of BT.2408. The brightest channel decides, so that hues stay.
 * What lies outside the narrower gamut is clipped.
 */
public final class ToneMap {

    private static final double WHITE = 203;
    private static final int PQ = 16;
    private static final int STEPS = 4096;

    /** Linear BT.2020 to linear BT.709, Report ITU-R BT.2407 section 2. */
    private static final float[] TO_709 = {
        1.6605f, -0.5876f, -0.0728f, -0.1246f, 1.1329f, -0.0083f, -0.0182f, -0.1006f, 1.1187f
    };

    private final boolean pq;
    private final double peak;
    private final boolean wide;

    /** Light of a code: of the display, 1 = {@code peak}, for PQ; of the scene for HLG. */
    private final float[] light = new float[1 << 16];

    /** What light is multiplied by so that 1 becomes the white of BT.709; index: square root of the light. */
    private final float[] gain = new float[STEPS];

    /** 8-bit code of light from 0 to white; index: square root of the light. */
    private final byte[] code = new byte[STEPS];

    /** HLG's system gamma, what scene light is multiplied by; index: square root of the scene's luminance. */
    private final float[] system = new float[STEPS];

    /**
     * @param color tags of the pictures
     * @param peak brightest white in them, in cd/m2; not used for HLG
     */
    public ToneMap(ColorTags color, double peak) {
        pq = color.transfer() == PQ;
        wide = color.primaries() == 9;
        this.peak = pq ? peak : 1000;
        for (int i = 0; i < light.length; i++) {
            double signal = i / 65535.0;
            light[i] = (float) (pq ? fromPq(signal) / peak : fromHlg(signal));
        }
        for (int i = 0; i < STEPS; i++) {
            double root = i / (STEPS - 1.0);
            double nits = Math.max(1e-4, root * root * this.peak);
            gain[i] = (float) (bent(nits) / nits * this.peak / WHITE);
            code[i] = (byte) Math.round(255 * Math.pow(root, 2 / 2.4));
            system[i] = (float) Math.pow(root * root, 0.2);
        }
    }

    /** Maps pixels of three 16-bit codes to pixels of three 8-bit codes. */
    public void apply(ShortBuffer from, byte[] to) {
        for (int i = 0; i < to.length; i += 3) {
            float r = light[from.get(i) & 0xffff];
            float g = light[from.get(i + 1) & 0xffff];
            float b = light[from.get(i + 2) & 0xffff];
            if (!pq) {
                float ootf = system[step(0.2627f * r + 0.678f * g + 0.0593f * b)];
                r *= ootf;
                g *= ootf;
                b *= ootf;
            }
            float scale = gain[step(Math.max(r, Math.max(g, b)))];
            put(to, i, r * scale, g * scale, b * scale);
        }
    }

    private void put(byte[] to, int at, float r, float g, float b) {
        float[] m = TO_709;
        to[at] = code[step(wide ? m[0] * r + m[1] * g + m[2] * b : r)];
        to[at + 1] = code[step(wide ? m[3] * r + m[4] * g + m[5] * b : g)];
        to[at + 2] = code[step(wide ? m[6] * r + m[7] * g + m[8] * b : b)];
    }

    private static int step(float light) {
        return (int) (Math.sqrt(Math.min(1, Math.max(0, light))) * (STEPS - 1) + 0.5);
    }

    /** BT.2390: in PQ signals relative to the peak, a Hermite spline from the knee to the new maximum. */
    private double bent(double nits) {
        double top = toPq(peak);
        double e = toPq(nits) / top;
        double most = Math.min(1, toPq(WHITE) / top);
        double knee = 1.5 * most - 0.5;
        if (e <= knee || most == 1) {
            return nits;
        }
        double t = (e - knee) / (1 - knee);
        double t2 = t * t;
        double t3 = t2 * t;
        double p = (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (3 * t2 - 2 * t3) * most;
        return fromPq(p * top);
    }

    private static double fromPq(double signal) {
        double p = Math.pow(signal, 1 / 78.84375);
        return 10000 * Math.pow(Math.max(p - 0.8359375, 0) / (18.8515625 - 18.6875 * p), 1 / 0.1593017578125);
    }

    private static double toPq(double nits) {
        double y = Math.pow(nits / 10000, 0.1593017578125);
        return Math.pow((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y), 78.84375);
    }

    private static double fromHlg(double signal) {
        return signal <= 0.5 ? signal * signal / 3 : (Math.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }
}
