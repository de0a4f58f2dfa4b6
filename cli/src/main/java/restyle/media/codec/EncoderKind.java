package restyle.media.codec;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import restyle.media.ColorTags;
import restyle.media.QualityScale;

/**
 * One of FFmpeg's encoders and how we drive it.
 *
 * @param name FFmpeg's name
 * @param pixelFormat FFmpeg's name of the pixel format it is given; with {@value #PALETTE} every picture gets the colours that suit
 *     it best, as many as the quality says
 * @param colors which colour tags it can carry
 * @param evenSides whether it only takes pictures with even sides
 * @param quality what 0..100 means to it
 * @param options FFmpeg's options; in their values {@code $q} stands for the quality on its scale
 */
public record EncoderKind(
        String name,
        String pixelFormat,
        Colors colors,
        boolean evenSides,
        QualityScale quality,
        Map<String, String> options) {

    /** The pixel format of pictures that list their colours. */
    static final String PALETTE = "pal8";

    /** Options that decide how good a picture becomes, or how large: who sets one of them takes the place of the quality. */
    private static final Set<String> RATE =
            Set.of("b", "crf", "cq", "qp", "qp_i", "qp_p", "global_quality", "qmin", "qmax");

    /** What becomes of the source's colour tags. */
    public enum Colors {
        /** As the source has them. */
        SOURCE,
        /** As the source has them, but always limited range. */
        LIMITED,
        /** BT.601, full range: what every reader of JPEG takes for granted (JFIF). */
        JPEG,
        /** No matrix at all. */
        RGB,
        /** As the source has them if it is a picture, else sRGB, which is what viewers of pictures take for granted. */
        PICTURE;

        ColorTags of(ColorTags source) {
            ColorTags video = source.forVideo();
            return switch (this) {
                case SOURCE -> video;
                case LIMITED -> video.withFullRange(false);
                case JPEG -> new ColorTags(video.primaries(), video.transfer(), 5, true);
                case PICTURE -> source.matrix() == ColorTags.RGB ? source : ColorTags.SRGB;
                case RGB -> new ColorTags(video.primaries(), video.transfer(), ColorTags.RGB, true);
            };
        }
    }

    /** Returns whether it is a device of the machine, which may be missing, that encodes. */
    boolean isHardware() {
        return name.matches(".*_(nvenc|qsv|amf|videotoolbox)");
    }

    boolean hasPalette() {
        return pixelFormat.equals(PALETTE);
    }

    /**
     * Returns the options for a quality, without those that others are set in place of.
     *
     * @param others what is said explicitly
     */
    public Map<String, String> optionsAt(int value, Map<String, String> others) {
        String number = Integer.toString(quality.at(value));
        boolean rated = others.keySet().stream().anyMatch(RATE::contains);
        return options.entrySet().stream()
                .filter(option -> !others.containsKey(option.getKey()))
                .filter(option -> !rated || !option.getValue().equals("$q"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, option -> option.getValue().replace("$q", number)));
    }
}
