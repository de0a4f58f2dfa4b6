package restyle.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code --size} or {@code --output-size} says; {@link #resolve} makes pixels of it once the source's size is known. */
public sealed interface SizeOption {

    /** The largest side that is accepted: beyond it a single frame no longer fits the networks' memory. */
    int MAX_SIDE = 8192;

    /** Exactly this size. */
    record Exact(int width, int height) implements SizeOption {}

    /** The short side; the long one follows from the aspect ratio. */
    record ShortSide(int pixels) implements SizeOption {}

    /** The size of the source. */
    record Source() implements SizeOption {}

    /** So many times the source's sides. */
    record Times(double factor) implements SizeOption {}

    /** A size of as many pixels as the model was trained on, both sides multiples of what the networks need. */
    record Area(int pixels, int multiple) implements SizeOption {}

    /**
     * Reads what {@code --output-size} says: what {@code --size} may say, or {@code x2} for twice the source's sides.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static SizeOption parseOutput(String text) {
        Matcher m = Pattern.compile("[xX](\\d{1,2}(?:\\.\\d{1,4})?)").matcher(text.strip());
        if (m.matches() && Double.parseDouble(m.group(1)) > 0) {
            return new Times(Double.parseDouble(m.group(1)));
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected WIDTHxHEIGHT, the short side, 'source', or 'x2' for twice the source; found '" + text
                            + "'",
                    e);
        }
    }

    /**
     * Reads what {@code --size} says.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static SizeOption parse(String text) {
        Matcher m = Pattern.compile("(\\d{1,6})(?:[xX](\\d{1,6}))?").matcher(text.strip());
        if (text.strip().equals("source")) {
            return new Source();
        }
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "expected WIDTHxHEIGHT, the short side, or 'source'; found '" + text + "'");
        }
        int first = checked(m.group(1));
        return m.group(2) == null ? new ShortSide(first) : new Exact(first, checked(m.group(2)));
    }

    /**
     * Returns the size that is generated, before padding.
     *
     * @param displayWidth of the source, with square pixels
     * @param displayHeight of the source, with square pixels
     */
    default PixelSize resolve(int displayWidth, int displayHeight) {
        double aspect = (double) displayWidth / displayHeight;
        if (this instanceof Exact exact) {
            return new PixelSize(exact.width, exact.height);
        } else if (this instanceof ShortSide side) {
            return aspect >= 1
                    ? new PixelSize((int) Math.round(side.pixels * aspect), side.pixels)
                    : new PixelSize(side.pixels, (int) Math.round(side.pixels / aspect));
        } else if (this instanceof Times times) {
            return new PixelSize((int) Math.max(1, Math.round(displayWidth * times.factor)), (int)
                    Math.max(1, Math.round(displayHeight * times.factor)));
        } else if (this instanceof Area area) {
            double height = Math.sqrt(area.pixels / aspect);
            return new PixelSize(rounded(height * aspect, area.multiple), rounded(height, area.multiple));
        }
        return new PixelSize(displayWidth, displayHeight);
    }

    private static int rounded(double side, int multiple) {
        return (int) Math.max(1, Math.round(side / multiple)) * multiple;
    }

    private static int checked(String digits) {
        int side = Integer.parseInt(digits);
        if (side < 1 || side > MAX_SIDE) {
            throw new IllegalArgumentException("expected sides of 1.." + MAX_SIDE + " pixels, found " + side);
        }
        return side;
    }
}
