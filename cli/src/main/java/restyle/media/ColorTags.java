package restyle.media;

/**
 * How the numbers of a video mean colours, as code points of Recommendation ITU-T H.273.
 *
 * @param primaries colour primaries; 1 BT.709, 5 BT.601 625 lines, 6 BT.601 525 lines, 9 BT.2020, 2 unknown
 * @param transfer transfer characteristics; 1 BT.709, 6 BT.601, 13 sRGB, 16 PQ, 18 HLG, 2 unknown
 * @param matrix matrix coefficients; 0 RGB, 1 BT.709, 5 or 6 BT.601, 9 BT.2020, 2 unknown
 * @param fullRange whether black is 0 and white is the largest number, rather than 16 and 235 of 255
 */
public record ColorTags(int primaries, int transfer, int matrix, boolean fullRange) {

    public static final int RGB = 0;
    public static final int UNKNOWN = 2;
    private static final int BT2020 = 9;
    private static final int PQ = 16;
    private static final int HLG = 18;

    /** What nearly every video of today is. */
    public static final ColorTags BT709 = new ColorTags(1, 1, 1, false);

    /** Pictures of red, green and blue as computers have them. */
    public static final ColorTags SRGB = new ColorTags(1, 13, RGB, true);

    /** Returns whether this is a high dynamic range signal, which must be tone-mapped before it fits 8 bits. */
    public boolean isHdr() {
        return transfer == PQ || transfer == HLG;
    }

    /**
     * Fills in what the file does not say, by the rule that players follow: BT.709 from 720 lines on, BT.601 below.
     *
     * @param lines height of the stored picture in pixels
     */
    public ColorTags orGuess(int lines) {
        int guess = primaries == BT2020 ? BT2020 : lines >= 720 ? 1 : lines == 576 || lines == 288 ? 5 : 6;
        int curve = guess == 1 || guess == BT2020 ? 1 : 6;
        return new ColorTags(
                primaries == UNKNOWN ? (matrix == RGB ? 1 : guess) : primaries,
                transfer == UNKNOWN ? (matrix == RGB ? 13 : curve) : transfer,
                matrix == UNKNOWN ? guess : matrix,
                fullRange);
    }

    /** Returns the tags that a video of this material should carry: RGB and high dynamic range become BT.709. */
    public ColorTags forVideo() {
        if (isHdr()) {
            return BT709;
        }
        return matrix == RGB ? new ColorTags(primaries, 1, 1, false) : this;
    }

    public ColorTags withFullRange(boolean full) {
        return new ColorTags(primaries, transfer, matrix, full);
    }
}
