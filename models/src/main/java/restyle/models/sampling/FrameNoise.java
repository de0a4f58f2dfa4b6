package restyle.models.sampling;

/**
 * Gaussian noise that depends on nothing but a seed and a frame's number in the source, so that a part of a clip, a resumed
 * run and a run elsewhere all start from the same noise as the whole.
 *
 * <p>Values 4k..4k+3 of frame f come from {@link Philox} with the seed as key and the counter (k, f), those of the noise after step s with
 * (k + (s + 1) * 2^32, f): words (a, b, c, d) give
 * {@code sqrt(-2 ln((a + 1) / 2^32))} times cosine and sine of {@code 2 pi b / 2^32}, then the same of (c, d) (Box-Muller).
 * Computed in double precision with {@link StrictMath}, so that every machine gets the same bits.
 *
 * @param seed any number
 */
public record FrameNoise(long seed) {

    private static final double UNIT = 0x1p-32;

    /**
     * Makes the noise that one frame starts from.
     *
     * @param frame number of the frame in the source, from 0
     * @param count how many values, for latents {@code 4 * height * width}
     * @return mean 0, standard deviation 1
     */
    public float[] of(long frame, int count) {
        return from(0, frame, count);
    }

    /**
     * Makes the noise that is added to one frame after a step, for samplers that add some.
     *
     * @param step of the whole grid, from 0
     */
    public float[] ofStep(int step, long frame, int count) {
        return from(step + 1L << 32, frame, count);
    }

    private float[] from(long first, long frame, int count) {
        float[] noise = new float[count];
        Philox random = new Philox(seed);
        int[] words = new int[4];
        float[] normals = new float[4];
        for (int at = 0; at < count; at += 4) {
            random.block(first + at / 4, frame, words);
            normalPair(words[0], words[1], normals, 0);
            normalPair(words[2], words[3], normals, 2);
            System.arraycopy(normals, 0, noise, at, Math.min(4, count - at));
        }
        return noise;
    }

    private static void normalPair(int a, int b, float[] normals, int at) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(((a & 0xFFFFFFFFL) + 1) * UNIT));
        double angle = 2 * Math.PI * ((b & 0xFFFFFFFFL) * UNIT);
        normals[at] = (float) (radius * StrictMath.cos(angle));
        normals[at + 1] = (float) (radius * StrictMath.sin(angle));
    }
}
