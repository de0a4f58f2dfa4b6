package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import restyle.media.QualityScale;
import restyle.media.VideoException;
import restyle.media.codec.EncoderKind.Colors;

/**
 * The codings of video that can be asked for, each with the encoders that make it, best first; those that name an encoder are made
 * by that one or not at all.
 */
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
    /** By libaom, which takes every size and is silent. */
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
    MJPEG(jpeg()),
    /** 256 colours, another choice of them for every frame. */
    GIF(new EncoderKind("gif", EncoderKind.PALETTE, Colors.PICTURE, false, new QualityScale(8, 256, 256), Map.of())),
    /** Lossless. */
    APNG(new EncoderKind("apng", "rgb24", Colors.PICTURE, false, new QualityScale(0, 0, 0), Map.of("pred", "mixed"))),
    /** The pictures are kept in memory, compressed, until the last one. */
    WEBP(new EncoderKind(
            "libwebp_anim", "bgra", Colors.PICTURE, false, new QualityScale(0, 92, 100), Map.of("quality", "$q"))),
    /** The fast one; takes even sides only, and tells the terminal about itself where SVT_LOG is not set. */
    LIBSVTAV1(new EncoderKind(
            "libsvtav1",
            "yuv420p10le",
            Colors.SOURCE,
            true,
            new QualityScale(63, 18, 6),
            Map.of("crf", "$q", "preset", "8", "g", "120"))),
    H264_NVENC(HardwareEncoders.nvenc("h264_nvenc", new QualityScale(51, 18, 8))),
    HEVC_NVENC(HardwareEncoders.nvenc("hevc_nvenc", new QualityScale(51, 19, 9))),
    AV1_NVENC(HardwareEncoders.nvenc("av1_nvenc", new QualityScale(63, 23, 10))),
    H264_QSV(HardwareEncoders.qsv("h264_qsv")),
    HEVC_QSV(HardwareEncoders.qsv("hevc_qsv")),
    AV1_QSV(HardwareEncoders.qsv("av1_qsv")),
    VP9_QSV(HardwareEncoders.qsv("vp9_qsv")),
    H264_AMF(HardwareEncoders.amf("h264_amf", new QualityScale(51, 18, 8))),
    HEVC_AMF(HardwareEncoders.amf("hevc_amf", new QualityScale(51, 18, 8))),
    AV1_AMF(HardwareEncoders.amf("av1_amf", new QualityScale(255, 70, 30))),
    H264_VIDEOTOOLBOX(HardwareEncoders.videotoolbox("h264_videotoolbox")),
    HEVC_VIDEOTOOLBOX(HardwareEncoders.videotoolbox("hevc_videotoolbox")),
    PRORES_VIDEOTOOLBOX(HardwareEncoders.proresVideotoolbox());

    private final List<EncoderKind> encoders;

    VideoCodec(EncoderKind... encoders) {
        this.encoders = List.of(encoders);
    }

    /** Describes an encoder of JPEG: quantizers 1..31, in FFmpeg's unit of 118. */
    public static EncoderKind jpeg() {
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

    /** Returns whether this build of FFmpeg has an encoder for it. */
    public boolean isAvailable() {
        return found().isPresent();
    }

    /** @throws VideoException if this build of FFmpeg has no encoder for it */
    public EncoderKind encoder() {
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
        String known = names(codec -> !codec.isHardware() && (all || codec.isAvailable()));
        String hardware = names(codec -> codec.isHardware() && codec.isAvailable());
        return hardware.isEmpty() ? known : known + "; where the machine has the device: " + hardware;
    }

    private static String names(Predicate<VideoCodec> wanted) {
        return Arrays.stream(values()).filter(wanted).map(VideoCodec::toString).collect(Collectors.joining(", "));
    }

    /** Returns whether a device of the machine encodes, which may be missing. */
    public boolean isHardware() {
        return encoders.get(0).isHardware();
    }

    /** Returns the codecs that this build of FFmpeg encodes by itself, for people: {@code h264 (libopenh264), prores (prores_ks)}. */
    public static String describe() {
        return Arrays.stream(values())
                .filter(codec -> !codec.isHardware() && codec.isAvailable())
                .map(codec -> codec
                        + (codec.encoder().name().equals(codec.toString())
                                ? ""
                                : " (" + codec.encoder().name() + ")"))
                .collect(Collectors.joining(", "));
    }

    /** Returns the codecs that a device of this machine encodes, after trying each, for people. */
    public static String describeDevices() {
        String known = names(codec -> codec.isHardware() && codec.isAvailable());
        String there =
                names(codec -> codec.isHardware() && codec.isAvailable() && VideoEncoder.starts(codec.encoder()));
        return (there.isEmpty() ? "none" : there) + (known.isEmpty() ? "" : " of " + known);
    }

    /** Returns the name that users type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
