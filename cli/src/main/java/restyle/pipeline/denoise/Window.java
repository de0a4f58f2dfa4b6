package restyle.pipeline.denoise;

/**
 * Frames of one scene that are denoised together.
 *
 * @param start first frame, counted from the start of the scene
 * @param length how many frames
 * @param settled every frame of the scene below this number lies in no later window
 */
record Window(int start, int length, int settled) {

    int end() {
        return start + length;
    }
}
