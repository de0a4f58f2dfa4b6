package restyle.plugins;

/**
 * Says what a plugin can expect of the source's frames to come, and what it may compute with.
 *
 * @param width pixels of every frame: the size at which the clip is generated, so maps need no resizing
 * @param height pixels of every frame
 * @param frameRate frames per second on average, or 0 if unknown
 * @param device {@code cpu}, {@code cuda:0} and so on: where networks should run
 * @param threads how many threads networks may use on the CPU, at least 1
 * @since 0.1.0
 */
public record Clip(int width, int height, double frameRate, String device, int threads) {

    public Clip {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("clip of " + width + "x" + height + " pixels");
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
    }
}
