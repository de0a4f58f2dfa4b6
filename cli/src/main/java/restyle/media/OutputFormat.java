package restyle.media;

import java.util.Map;
import java.util.Optional;

/**
 * How a clip is written.
 *
 * @param codec name of a video codec in lower case, for example {@code prores} or {@code hevc_nvenc}; empty for the one that suits the file
 * @param quality 0..100; 80 is visually lossless, 100 the best that the codec can do, lossless codecs ignore it
 * @param audio what becomes of the source's sound
 * @param cut whether the clip is a part of the source: time then starts at 0 with its first frame, and sound and subtitles are
 *     taken along only for that part, chapters and time code not at all
 * @param threads how many threads may encode, at least 1; the frames do not depend on it
 * @param encoderOptions FFmpeg's own options of the encoder, by name; they win over what the quality sets
 */
public record OutputFormat(
        Optional<String> codec,
        int quality,
        AudioMode audio,
        boolean cut,
        int threads,
        Map<String, String> encoderOptions) {

    /** The codec that suits the file, visually lossless, with the source's sound. */
    public static final OutputFormat DEFAULT =
            new OutputFormat(Optional.empty(), QualityScale.TRANSPARENT, AudioMode.COPY, false, 1, Map.of());

    public OutputFormat {
        if (quality < 0 || quality > 100) {
            throw new VideoException("quality: expected 0..100, found " + quality);
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
        encoderOptions = Map.copyOf(encoderOptions);
    }

    public OutputFormat withCodec(String name) {
        return new OutputFormat(Optional.of(name), quality, audio, cut, threads, encoderOptions);
    }

    public OutputFormat withQuality(int value) {
        return new OutputFormat(codec, value, audio, cut, threads, encoderOptions);
    }

    public OutputFormat withAudio(AudioMode mode) {
        return new OutputFormat(codec, quality, mode, cut, threads, encoderOptions);
    }

    public OutputFormat withoutAudio() {
        return withAudio(AudioMode.NONE);
    }

    public OutputFormat withCut() {
        return new OutputFormat(codec, quality, audio, true, threads, encoderOptions);
    }

    public OutputFormat withThreads(int count) {
        return new OutputFormat(codec, quality, audio, cut, count, encoderOptions);
    }

    public OutputFormat withEncoderOptions(Map<String, String> options) {
        return new OutputFormat(codec, quality, audio, cut, threads, options);
    }
}
