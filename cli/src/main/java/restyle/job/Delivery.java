package restyle.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import restyle.media.VideoInfo;
import restyle.plugins.Settings;

/**
 * What happens to restyled frames before they are written, in this order: ink, their colours, upscaling, the resize to the size of the
 * output, finishers.
 *
 * @param ink what is drawn over them, if anything
 * @param matchColour whose colours they are given, if any
 * @param upscale the network that enlarges frames, if any
 * @param size of the output; {@link SizeOption.Source} keeps the source's own pixels, also where they are not square
 * @param finishers plugins, in order
 */
public record Delivery(
        Optional<Ink> ink,
        Optional<MatchColour> matchColour,
        Optional<Upscale> upscale,
        SizeOption size,
        List<Finish> finishers) {

    /** Frames are written at the size of their source, as they were restyled. */
    public static final Delivery AS_SOURCE =
            new Delivery(Optional.empty(), Optional.empty(), Optional.empty(), new SizeOption.Source(), List.of());

    public Delivery {
        finishers = List.copyOf(finishers);
    }

    /**
     * Ink and flat tones, each 0..1.
     *
     * @param darkness of the lines
     * @param flat how flat tones become
     * @param detail how weak the contours may be that are drawn
     */
    public record Ink(double darkness, double flat, double detail) {}

    /**
     * Colours that frames are given.
     *
     * @param picture whose; none means those of each scene's source
     */
    public record MatchColour(Optional<Path> picture) {}

    /**
     * A network that enlarges frames.
     *
     * @param net file or folder of its weights, or an ONNX file
     * @param tile pixels of the side of its tiles; as large as memory allows if not given
     */
    public record Upscale(Path net, OptionalInt tile) {}

    /**
     * A finisher plugin.
     *
     * @param settings complete
     */
    public record Finish(String name, Settings settings) {}

    /** Describes the clip that finishers get, which without finishers is the output. */
    public VideoInfo resized(VideoInfo source) {
        if (size instanceof SizeOption.Source) {
            return source;
        }
        PixelSize pixels = size.resolve(source.displayWidth(), source.displayHeight());
        return source.withSize(pixels.width(), pixels.height());
    }
}
