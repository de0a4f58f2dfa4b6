package restyle.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a source before its frames are read.
 *
 * @param file the video or image; empty where there are only pictures: an image sequence, an animated WebP
 * @param codedWidth pixels of the stored picture, before it is turned upright
 * @param codedHeight pixels of the stored picture, before it is turned upright
 * @param orientation what turns the stored picture upright
 * @param sampleAspect width of an upright pixel divided by its height; 1 for square pixels
 * @param frameRate frames per second on average
 * @param timeBase seconds per tick of {@link SourceFrame#ticks}
 * @param originTicks the tick that should become time 0 in a copy of the clip: 0, except where a source counts from an
 *     arbitrary number (transport streams) or starts before 0
 * @param color how the stored numbers mean colours; what the file does not say is filled in
 * @param frames how many frames the file announces, 0 if it does not
 * @param seconds how long the file says it is, 0 if it does not
 * @param codec FFmpeg's name of the video coding, for example {@code h264}
 * @param pixelFormat FFmpeg's name of the pixel format, for example {@code yuv420p10le}
 * @param firstNumber number of the first file of a numbered sequence, 0 for anything else
 * @param tracks the streams beside the picture, in the order of the file
 */
public record VideoInfo(
        Optional<Path> file,
        int codedWidth,
        int codedHeight,
        Orientation orientation,
        Rational sampleAspect,
        Rational frameRate,
        Rational timeBase,
        long originTicks,
        ColorTags color,
        long frames,
        double seconds,
        String codec,
        String pixelFormat,
        long firstNumber,
        List<Track> tracks) {

    public VideoInfo {
        tracks = List.copyOf(tracks);
    }

    /** Pixels of each frame across, upright. */
    public int width() {
        return orientation.swapsSides() ? codedHeight : codedWidth;
    }

    /** Pixels of each frame down, upright. */
    public int height() {
        return orientation.swapsSides() ? codedWidth : codedHeight;
    }

    /** How wide the clip is shown, in square pixels of its own height. */
    public int displayWidth() {
        return (int) Math.max(1, Math.round(width() * sampleAspect.toDouble()));
    }

    /** How high the clip is shown, in square pixels. */
    public int displayHeight() {
        return height();
    }

    public List<Track> tracks(Track.Kind kind) {
        return tracks.stream().filter(track -> track.kind() == kind).toList();
    }

    /**
     * The same clip with upright frames of another number of pixels, shown in the same shape: for maps or previews at another
     * size.
     */
    public VideoInfo withSize(int width, int height) {
        Rational stretch = Rational.of((long) width() * height, (long) width * height());
        Rational aspect = sampleAspect.times(stretch);
        boolean square = Math.abs(aspect.toDouble() - 1) < 0.02;
        return new VideoInfo(
                file,
                width,
                height,
                Orientation.UPRIGHT,
                square ? Rational.ONE : aspect,
                frameRate,
                timeBase,
                originTicks,
                color,
                frames,
                seconds,
                codec,
                pixelFormat,
                firstNumber,
                tracks);
    }

    /** The same clip with another number of frames per second, its times in other ticks. */
    public VideoInfo withRate(Rational newFrameRate, Rational newTimeBase) {
        return new VideoInfo(
                file,
                codedWidth,
                codedHeight,
                orientation,
                sampleAspect,
                newFrameRate,
                newTimeBase,
                timeBase.convert(originTicks, newTimeBase),
                color,
                frames,
                seconds,
                codec,
                pixelFormat,
                firstNumber,
                tracks);
    }
}
