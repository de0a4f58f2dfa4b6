package restyle.media.write;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import restyle.media.Container;
import restyle.media.Extra;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoWriter;

/** Starts clips: picks the {@link VideoWriter} that suits a target. */
public final class VideoWriters {

    private VideoWriters() {}

    /**
     * Starts a clip that is shown as the source is: its times, its pixel shape, its colours, its other tracks.
     *
     * @param target what to write, see {@link MediaPath#output}
     * @param source the clip that the frames were made of; {@link VideoInfo#withSize} if they have another size
     * @param notices is told, in one line each, what cannot be taken along
     * @throws VideoException if this cannot be written: codec unknown or not for this kind of file, none of the source's sound
     *     fits the kind of file, no permission
     */
    public static VideoWriter create(
            MediaPath target, VideoInfo source, OutputFormat format, Consumer<String> notices) {
        Optional<Container> container = container(target, source);
        return container.isPresent()
                ? new MediaWriter(target.path(), container.get(), source, format, notices)
                : new ImageWriter(target, source, format, notices);
    }

    /**
     * Tries whether {@link #create} would find an encoder that starts, and a kind of file that holds what it makes; writes nothing.
     *
     * @throws VideoException if not
     */
    public static void check(MediaPath target, VideoInfo source, OutputFormat format) {
        Optional<Container> container = container(target, source);
        if (container.isPresent()) {
            MediaWriter.check(target.path(), container.get(), source, format);
        } else {
            ImageWriter.check(target, source, format);
        }
    }

    /**
     * Says what was found in the source's pictures only after {@link #create}, and is not in the output.
     *
     * @param before what was known of the source then
     * @param now what is known of it now
     */
    public static void tellLater(MediaPath target, VideoInfo before, VideoInfo now, Consumer<String> notices) {
        Set<Extra.Kind> told = before.extras().stream().map(Extra::kind).collect(Collectors.toSet());
        LeftOut left = new LeftOut(now.file().<Object>map(file -> file).orElse(target));
        now.extras().stream()
                .filter(extra -> !told.contains(extra.kind()))
                .forEach(extra -> left.add("not taken over from its pictures", extra.kind()));
        left.tell(notices);
    }

    /** Returns whether a target takes one frame only. */
    public static boolean holdsOneFrame(MediaPath target, VideoInfo source) {
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
}
