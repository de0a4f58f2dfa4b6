package restyle.media;

import java.util.Map;
import java.util.Optional;

/**
 * How a clip is written.
 *
 * @param codec name of a video codec in lower case, for example {@code prores} or {@code hevc_nvenc}; empty for the one that suits the file
 * @param quality 0..100; 80 is visually lossless, 100 the best that the codec can do, lossless codecs ignore it
 * @param copyAudio whether the source's sound is taken along, as it is
 * @param cut whether the clip is a part of the source: time then starts at 0 with its first frame, and sound and subtitles are
 *     taken along only for that part, chapters and time code not at all
 * @param threads how many threads may encode, at least 1; the frames do not depend on it
 * @param encoderOptions FFmpeg's own options of the encoder, by name; they win over what the quality sets
 * @param metadata added to what the source states about itself, for example {@code comment}
 */
public record OutputFormat(
        Optional<String> codec,
        int quality,
        boolean copyAudio,
        boolean cut,
        int threads,
        Map<String, String> encoderOptions,
        Map<String, String> metadata) {

    /** The codec that suits the file, visually lossless, with the source's sound. */
    public static final OutputFormat DEFAULT =
            new OutputFormat(Optional.empty(), QualityScale.TRANSPARENT, true, false, 1, Map.of(), Map.of());

    public OutputFormat {
        if (quality < 0 || quality > 100) {
            throw new VideoException("quality: expected 0..100, found " + quality);
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
        encoderOptions = Map.copyOf(encoderOptions);
        metadata = Map.copyOf(metadata);
    }

    public OutputFormat withCodec(String name) {
        return new OutputFormat(Optional.of(name), quality, copyAudio, cut, threads, encoderOptions, metadata);
    }

    public OutputFormat withQuality(int value) {
        return new OutputFormat(codec, value, copyAudio, cut, threads, encoderOptions, metadata);
    }

    public OutputFormat withoutAudio() {
        return new OutputFormat(codec, quality, false, cut, threads, encoderOptions, metadata);
    }

    public OutputFormat withCut() {
        return new OutputFormat(codec, quality, copyAudio, true, threads, encoderOptions, metadata);
    }

    public OutputFormat withThreads(int count) {
        return new OutputFormat(codec, quality, copyAudio, cut, count, encoderOptions, metadata);
    }

    public OutputFormat withEncoderOptions(Map<String, String> options) {
        return new OutputFormat(codec, quality, copyAudio, cut, threads, options, metadata);
    }

    public OutputFormat withMetadata(Map<String, String> entries) {
        return new OutputFormat(codec, quality, copyAudio, cut, threads, encoderOptions, entries);
    }
}
