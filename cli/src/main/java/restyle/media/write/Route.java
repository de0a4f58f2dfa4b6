package restyle.media.write;

import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import restyle.media.Rational;
import restyle.media.codec.SoundConverter;

/**
 * A track on its way.
 *
 * @param timeBase what the source's packets count in
 * @param attached whether it lies in the header already
 * @param timeless whether it is shown all the time, like a cover
 * @param samples counts the samples of sound, to space its packets
 * @param converter of sound that is not taken as it is
 */
record Route(
        AVStream to,
        Rational timeBase,
        boolean attached,
        boolean timeless,
        long[] samples,
        Optional<SoundConverter> converter) {}
