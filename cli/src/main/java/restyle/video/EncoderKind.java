package restyle.video;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of FFmpeg's encoders and how we drive it.
 *
 * @param name FFmpeg's name
 * @param pixelFormat FFmpeg's name of the pixel format it is given
 * @param colors which colour tags it can carry
 * @param evenSides whether it only takes pictures with even sides
 * @param quality what 0..100 means to it
 * @param options FFmpeg's options; in their values {@code $q} stands for the quality on its scale
 */
record EncoderKind(
        String name,
        String pixelFormat,
        Colors colors,
        boolean evenSides,
        QualityScale quality,
        Map<String, String> options) {

    /** What becomes of the source's colour tags. */
    enum Colors {
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

    Map<String, String> optionsAt(int value) {
        String number = Integer.toString(quality.at(value));
        return options.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, option -> option.getValue().replace("$q", number)));
    }
}
