package restyle.plugins;

/** The one rule that every picture type shares: its array has exactly the samples that its size says. */
final class Pixels {

    private Pixels() {}

    static void check(String what, int width, int height, long found, int samplesPerPixel) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(what + " of " + width + "x" + height + " pixels");
        }
        long expected = (long) width * height * samplesPerPixel;
        if (found != expected) {
            throw new IllegalArgumentException(
                    "%s of %dx%d pixels needs %d samples, found %d".formatted(what, width, height, expected, found));
        }
    }
}
