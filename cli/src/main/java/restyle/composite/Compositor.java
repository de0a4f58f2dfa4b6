package restyle.composite;

import restyle.plugins.Frame;
import restyle.plugins.Matte;

/**
 * Lays a subject over a background. Colours are mixed as they are stored (gamma-encoded sRGB), as mattes are trained; results are
 * rounded to the nearest level, halves up. Where alpha is 1 or 0, one of the pictures comes through unchanged, bit for bit.
 */
public final class Compositor {

    private Compositor() {}

    /**
     * Puts the subject over another background: {@code subject * alpha + background * (1 - alpha)}.
     *
     * @param subject its colours count where alpha is above 0; its number is that of the result
     * @throws IllegalArgumentException if the sizes differ
     */
    public static Frame over(Frame subject, Matte matte, Frame background) {
        check(subject, matte, background);
        byte[] rgb = new byte[subject.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            float alpha = matte.alpha()[i / 3];
            rgb[i] = level(alpha * value(subject, i) + (1 - alpha) * value(background, i));
        }
        return new Frame(subject.index(), subject.width(), subject.height(), rgb);
    }

    /**
     * Puts the stylized subject in place of the one that the matte was made of.
     *
     * <p>The source shows {@code foreground * alpha + behind * (1 - alpha)}. Its edge pixels thus hold some of the old subject
     * already, and laying the new one over them would leave a rim of the old. So what the matte knows to be the old subject is
     * taken away first: {@code stylized * alpha + (source - foreground * alpha)}, where the bracket is kept to what a background
     * can add, 0 to 255 * (1 - alpha).
     *
     * @param stylized its number is that of the result
     * @param source the frame that the matte was made of
     * @throws IllegalArgumentException if the sizes differ
     */
    public static Frame replace(Frame stylized, Matte matte, Frame source) {
        check(stylized, matte, source);
        byte[] rgb = new byte[stylized.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            float alpha = matte.alpha()[i / 3];
            rgb[i] = level(alpha * value(stylized, i) + behind(matte, source, i));
        }
        return new Frame(stylized.index(), stylized.width(), stylized.height(), rgb);
    }

    /**
     * Puts the source's subject before another background, where that takes the place of the one that stands in the source: what
     * is left of this in the edge pixels is taken away first, {@code source - behind + stylized * (1 - alpha)}, with {@code behind}
     * as {@link #replace} finds it.
     *
     * @param stylized its number is that of the result
     * @param source the frame that the matte was made of
     * @throws IllegalArgumentException if the sizes differ
     */
    public static Frame keep(Frame stylized, Matte matte, Frame source) {
        check(stylized, matte, source);
        byte[] rgb = new byte[stylized.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            float alpha = matte.alpha()[i / 3];
            rgb[i] = level(value(source, i) - behind(matte, source, i) + (1 - alpha) * value(stylized, i));
        }
        return new Frame(stylized.index(), stylized.width(), stylized.height(), rgb);
    }

    /** What shows of the background in a sample, 0 to 255 * (1 - alpha). */
    private static float behind(Matte matte, Frame source, int sample) {
        float alpha = matte.alpha()[sample / 3];
        float behind = value(source, sample) - 255 * alpha * matte.foreground()[sample];
        return Math.max(0, Math.min(255 * (1 - alpha), behind));
    }

    private static float value(Frame frame, int sample) {
        return Byte.toUnsignedInt(frame.rgb()[sample]);
    }

    private static byte level(float value) {
        return (byte) (int) Math.max(0, Math.min(255, value + 0.5f));
    }

    private static void check(Frame subject, Matte matte, Frame background) {
        boolean same = subject.width() == matte.width()
                && subject.height() == matte.height()
                && subject.width() == background.width()
                && subject.height() == background.height();
        if (!same) {
            throw new IllegalArgumentException(
                    "cannot combine a subject of %dx%d, a matte of %dx%d and a background of %dx%d pixels"
                            .formatted(
                                    subject.width(),
                                    subject.height(),
                                    matte.width(),
                                    matte.height(),
                                    background.width(),
                                    background.height()));
        }
    }
}
