package restyle.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;

/**
 * One of the two clips.
 *
 * @param file as the user named it
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond on average
 */
record ComparedClip(String file, int width, int height, double framesPerSecond) {

    static ComparedClip of(MediaPath path, VideoInfo info) {
        return new ComparedClip(
                path.toString(), info.width(), info.height(), info.frameRate().toDouble());
    }

    /** Returns the frames per second for people: 25, 29.97, 23.976. */
    String rate() {
        return new BigDecimal(framesPerSecond)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
