package restyle.video;

import java.util.Optional;
import java.util.function.Consumer;
import restyle.plugins.Frame;

/**
 * Makes a clip of frames. Nothing appears under its final name before {@link #commit}; what a file of that name held is then
 * replaced in one step. Closing without commit leaves nothing behind. Used by one thread at a time.
 */
public interface VideoWriter extends AutoCloseable {

    /**
     * Starts a clip that is shown as the source is: its times, its pixel shape, its colours, its other tracks.
     *
     * @param target what to write, see {@link MediaPath#output}
     * @param source the clip that the frames were made of; {@link VideoInfo#withSize} if they have another size
     * @param notices is told, in one line each, what cannot be taken along
     * @throws VideoException if this cannot be written: codec unknown or not for this kind of file, none of the source's sound
     *     fits the kind of file, no permission
     */
    static VideoWriter create(MediaPath target, VideoInfo source, OutputFormat format, Consumer<String> notices) {
        Optional<Container> container = container(target, source);
        return container.isPresent()
                ? new MediaWriter(target.path(), container.get(), source, format, notices)
                : new ImageWriter(target, source, format);
    }

    /**
     * Tries whether {@link #create} would find an encoder that starts, and a kind of file that holds what it makes; writes nothing.
     *
     * @throws VideoException if not
     */
    static void check(MediaPath target, VideoInfo source, OutputFormat format) {
        Optional<Container> container = container(target, source);
        if (container.isPresent()) {
            MediaWriter.check(target.path(), container.get(), source, format);
        } else {
            ImageWriter.check(target, source, format);
        }
    }

    /** Whether a target takes one frame only. */
    static boolean holdsOneFrame(MediaPath target, VideoInfo source) {
        return target.kind() == MediaPath.Kind.IMAGE
                && container(target, source).isEmpty();
    }

    /** The kind of video file that a target becomes; empty for pictures. */
    private static Optional<Container> container(MediaPath target, VideoInfo source) {
        boolean moves =
                source.frames() != 1 && MediaPath.extension(target.path()).equals("webp");
        return switch (target.kind()) {
            case VIDEO -> Container.of(target.path());
            case IMAGE -> moves ? Optional.of(Container.WEBP) : Optional.empty();
            case SEQUENCE -> Optional.empty();
            case DIRECTORY -> throw new VideoException(target + " is a directory, not a clip");
        };
    }

    /**
     * Adds the next frame.
     *
     * @param frame of the source's upright size
     * @param ticks when it is shown, in units of the source's {@link VideoInfo#timeBase}, on the source's time line; later than
     *     the frame before
     * @param durationTicks how long it is shown; counts for the last frame, the others are shown until the next
     * @throws VideoException if it cannot be written, for example because the disk is full
     */
    void write(Frame frame, long ticks, long durationTicks);

    /** Completes the clip and gives it its final name. Nothing can be written afterwards. */
    void commit();

    /** Removes what was written unless it was committed. Safe to call more than once. */
    @Override
    void close();
}
