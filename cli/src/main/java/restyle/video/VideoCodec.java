package restyle.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import restyle.video.EncoderKind.Colors;

/** The codings of video that can be asked for, each with the encoders that make it, best first. */
public enum VideoCodec {
    H264(
            new EncoderKind(
                    "libx264",
                    "yuv420p",
                    Colors.SOURCE,
                    true,
                    new QualityScale(51, 17, 8),
                    Map.of("crf", "$q", "preset", "medium")),
            new EncoderKind(
                    "libopenh264",
                    "yuv420p",
                    Colors.SOURCE,
                    true,
                    new QualityScale(51, 18, 8),
                    Map.of(
                            "qmin", "$q", "qmax", "$q", "b", "4M", "rc_mode", "quality", "profile", "high", "coder",
                            "cabac", "g", "120", "slices", "1"))),
    H265(new EncoderKind(
            "libx265",
            "yuv420p",
            Colors.SOURCE,
            true,
            new QualityScale(51, 18, 8),
            Map.of("crf", "$q", "preset", "medium", "x265-params", "log-level=none"))),
    VP9(new EncoderKind(
            "libvpx-vp9",
            "yuv420p",
            Colors.SOURCE,
            false,
            new QualityScale(63, 15, 4),
            Map.of("crf", "$q", "b", "0", "deadline", "good", "cpu-used", "3", "row-mt", "1", "g", "120"))),
    /** By libaom: the faster SVT-AV1 takes even sides only and writes to the terminal, which nothing can keep it from. */
    AV1(new EncoderKind(
            "libaom-av1",
            "yuv420p10le",
            Colors.SOURCE,
            false,
            new QualityScale(63, 18, 6),
            Map.of("crf", "$q", "cpu-used", "6", "row-mt", "1", "g", "120"))),
    PRORES(new EncoderKind(
            "prores_ks",
            "yuv422p10le",
            Colors.LIMITED,
            false,
            new QualityScale(0, 3, 3),
            Map.of("profile", "$q", "vendor", "apl0"))),
    /** Lossless: the RGB bytes of every frame come back exactly. */
    FFV1(new EncoderKind(
            "ffv1",
            "bgr0",
            Colors.RGB,
            false,
            new QualityScale(0, 0, 0),
            Map.of("level", "3", "g", "1", "slicecrc", "1"))),
    MJPEG(jpeg());

    private final List<EncoderKind> encoders;

    VideoCodec(EncoderKind... encoders) {
        this.encoders = List.of(encoders);
    }

    /** JPEG quantizers 1..31, in FFmpeg's unit of 118. */
    static EncoderKind jpeg() {
        return new EncoderKind(
                "mjpeg",
                "yuv444p",
                Colors.JPEG,
                false,
                new QualityScale(31 * 118, 2 * 118, 118),
                Map.of("flags", "+qscale", "global_quality", "$q", "qmin", "1"));
    }

    /**
     * Finds a codec by the name that users type.
     *
     * @throws VideoException if there is none of that name
     */
    public static VideoCodec named(String name) {
        return Arrays.stream(values())
                .filter(codec -> codec.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new VideoException("codec: expected one of %s, found '%s'".formatted(names(true), name)));
    }

    /** Whether this build of FFmpeg has an encoder for it. */
    public boolean isAvailable() {
        return found().isPresent();
    }

    /** @throws VideoException if this build of FFmpeg has no encoder for it */
    EncoderKind encoder() {
        return found().orElseThrow(() ->
                new VideoException("codec: this build of FFmpeg has no encoder for %s (%s); it has %s"
                        .formatted(
                                this,
                                encoders.stream().map(EncoderKind::name).collect(Collectors.joining(" or ")),
                                names(false))));
    }

    private Optional<EncoderKind> found() {
        FFmpeg.load();
        return encoders.stream()
                .filter(encoder -> avcodec_find_encoder_by_name(encoder.name()) != null)
                .findFirst();
    }

    private static String names(boolean all) {
        return Arrays.stream(values())
                .filter(codec -> all || codec.isAvailable())
                .map(VideoCodec::toString)
                .collect(Collectors.joining(", "));
    }

    /** The name that users type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
