package restyle.models.vision;

import restyle.models.runtime.FloatTensor;

/** Pictures as CLIP's image encoder takes them: the middle square, its sides brought to the encoder's, colours normalised. */
public final class ClipPicture {
    /** Mean and standard deviation of red, green and blue in CLIP's training pictures, 0..1. */
    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};

    private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};
    private static final int CHANNELS = 3;

    private ClipPicture() {}

    /**
     * Prepares a picture as transformers' CLIPImageProcessor does with Pillow: bicubic, the short side first.
     *
     * @param pixels red, green, blue, row by row, 8 bit
     * @param side of the encoder's pictures
     * @return [1, 3, side, side]
     */
    public static FloatTensor prepare(byte[] pixels, int width, int height, int side) {
        int shorter = Math.min(width, height);
        int newWidth = width == shorter ? side : (int) ((long) side * width / shorter);
        int newHeight = height == shorter ? side : (int) ((long) side * height / shorter);
        byte[] resized = PillowBicubic.resize(pixels, width, height, newWidth, newHeight);
        int left = (newWidth - side) / 2;
        int top = (newHeight - side) / 2;
        float[] values = new float[CHANNELS * side * side];
        for (int i = 0; i < values.length; i++) {
            int c = i / (side * side);
            int y = top + i / side % side;
            int x = left + i % side;
            int value = resized[(y * newWidth + x) * CHANNELS + c] & 0xFF;
            values[i] = (float) ((value / 255.0 - MEAN[c]) / DEVIATION[c]);
        }
        return FloatTensor.of(values, 1, CHANNELS, side, side);
    }
}
