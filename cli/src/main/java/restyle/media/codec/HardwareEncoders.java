package restyle.media.codec;

import java.util.Map;
import restyle.media.QualityScale;
import restyle.media.codec.EncoderKind.Colors;

/** How the encoders of graphics cards and processors are driven: constant quality, each on its own scale. */
final class HardwareEncoders {

    /** FFmpeg's unit of quality, {@code FF_QP2LAMBDA}. */
    private static final int LAMBDA = 118;

    private HardwareEncoders() {}

    /** Describes an encoder of NVIDIA. Quality 0 would be "choose yourself". */
    static EncoderKind nvenc(String name, QualityScale quality) {
        return new EncoderKind(
                name,
                "yuv420p",
                Colors.SOURCE,
                true,
                quality,
                Map.of("rc", "vbr", "cq", "$q", "b", "0", "preset", "p5", "tune", "hq", "g", "120"));
    }

    /** Describes one of Intel Quick Sync, in its intelligent constant quality. */
    static EncoderKind qsv(String name) {
        return new EncoderKind(
                name,
                "nv12",
                Colors.SOURCE,
                true,
                new QualityScale(51, 18, 8),
                Map.of("global_quality", "$q", "preset", "medium", "g", "120"));
    }

    /** Describes one of AMD. */
    static EncoderKind amf(String name, QualityScale quality) {
        return new EncoderKind(
                name,
                "nv12",
                Colors.SOURCE,
                true,
                quality,
                Map.of("rc", "cqp", "qp_i", "$q", "qp_p", "$q", "quality", "quality", "g", "120"));
    }

    /** Describes one of Apple; constant quality is known to its own processors only. */
    static EncoderKind videotoolbox(String name) {
        return new EncoderKind(
                name,
                "nv12",
                Colors.SOURCE,
                true,
                new QualityScale(LAMBDA, 65 * LAMBDA, 100 * LAMBDA),
                Map.of("flags", "+qscale", "global_quality", "$q", "g", "120"));
    }

    static EncoderKind proresVideotoolbox() {
        return new EncoderKind(
                "prores_videotoolbox",
                "p210le",
                Colors.LIMITED,
                true,
                new QualityScale(0, 3, 3),
                Map.of("profile", "$q"));
    }
}
