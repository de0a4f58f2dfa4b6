package restyle.pipeline.denoise;

/** Maps of lines as the Lineart ControlNets were trained to see them. */
final class LineMaps {

    private LineMaps() {}

    /**
     * Returns white lines on black: programs that draw lines draw them dark on white, so a map that is mostly light is inverted.
     *
     * @param rgb not changed
     */
    static byte[] whiteOnBlack(byte[] rgb) {
        long sum = 0;
        for (byte sample : rgb) {
            sum += sample & 0xFF;
        }
        if (sum <= 127L * rgb.length) {
            return rgb;
        }
        byte[] inverted = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            inverted[i] = (byte) ~rgb[i];
        }
        return inverted;
    }
}
