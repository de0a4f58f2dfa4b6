package restyle.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a source before its frames are read.
 *
 * @param file the video or image; empty where there are only pictures: an image sequence, an animated WebP
 * @param shape of the pictures
 * @param timing when they are shown
 * @param coding how they are stored
 * @param firstNumber number of the first file of a numbered sequence, 0 for anything else
 * @param tracks the streams beside the picture, in the order of the file
 * @param extras what else is said of the pictures, one of each kind
 */
public record VideoInfo(
        Optional<Path> file,
        Shape shape,
        Timing timing,
        Coding coding,
        long firstNumber,
        List<Track> tracks,
        List<Extra> extras) {

    /**
     * The pictures' shape.
     *
     * @param codedWidth pixels of the stored picture, before it is turned upright
     * @param codedHeight pixels of the stored picture, before it is turned upright
     * @param orientation what turns the stored picture upright
     * @param sampleAspect width of an upright pixel divided by its height; 1 for square pixels
     */
    public record Shape(int codedWidth, int codedHeight, Orientation orientation, Rational sampleAspect) {

        /** Makes a shape of pixels that are square, and upright. */
        public static Shape square(int width, int height) {
            return new Shape(width, height, Orientation.UPRIGHT, Rational.ONE);
        }
    }

    /**
     * The pictures' times.
     *
     * @param frameRate frames per second on average
     * @param timeBase seconds per tick of {@link SourceFrame#ticks}
     * @param originTicks the tick that should become time 0 in a copy of the clip: 0, except where a source counts from an
     *     arbitrary number (transport streams) or starts before 0
     * @param frames how many frames the file announces, 0 if it does not
     * @param seconds how long the file says it is, 0 if it does not
     */
    public record Timing(Rational frameRate, Rational timeBase, long originTicks, long frames, double seconds) {}

    /**
     * The pictures' coding.
     *
     * @param codec FFmpeg's name of the video coding, for example {@code h264}
     * @param pixelFormat FFmpeg's name of the pixel format, for example {@code yuv420p10le}
     * @param color how the stored numbers mean colours; what the file does not say is filled in
     */
    public record Coding(String codec, String pixelFormat, ColorTags color) {}

    public VideoInfo {
        tracks = List.copyOf(tracks);
        extras = List.copyOf(extras);
    }

    /** Returns the pixels of the stored picture across. */
    public int codedWidth() {
        return shape.codedWidth();
    }

    /** Returns the pixels of the stored picture down. */
    public int codedHeight() {
        return shape.codedHeight();
    }

    /** Returns what turns the stored picture upright. */
    public Orientation orientation() {
        return shape.orientation();
    }

    /** Returns the width of an upright pixel divided by its height. */
    public Rational sampleAspect() {
        return shape.sampleAspect();
    }

    /** Returns the frames per second on average. */
    public Rational frameRate() {
        return timing.frameRate();
    }

    /** Returns the seconds per tick of {@link SourceFrame#ticks}. */
    public Rational timeBase() {
        return timing.timeBase();
    }

    /** Returns the tick that should become time 0 in a copy of the clip. */
    public long originTicks() {
        return timing.originTicks();
    }

    /** Returns how the stored numbers mean colours. */
    public ColorTags color() {
        return coding.color();
    }

    /** Returns how many frames the file announces, 0 if it does not. */
    public long frames() {
        return timing.frames();
    }

    /** Returns how long the file says it is, 0 if it does not. */
    public double seconds() {
        return timing.seconds();
    }

    /** Returns FFmpeg's name of the video coding. */
    public String codec() {
        return coding.codec();
    }

    /** Returns FFmpeg's name of the pixel format. */
    public String pixelFormat() {
        return coding.pixelFormat();
    }

    /** Returns the pixels of each frame across, upright. */
    public int width() {
        return orientation().swapsSides() ? codedHeight() : codedWidth();
    }

    /** Returns the pixels of each frame down, upright. */
    public int height() {
        return orientation().swapsSides() ? codedWidth() : codedHeight();
    }

    /** Returns how wide the clip is shown, in square pixels of its own height. */
    public int displayWidth() {
        return (int) Math.max(1, Math.round(width() * sampleAspect().toDouble()));
    }

    /** Returns how high the clip is shown, in square pixels. */
    public int displayHeight() {
        return height();
    }

    public List<Track> tracks(Track.Kind kind) {
        return tracks.stream().filter(track -> track.kind() == kind).toList();
    }

    /** Returns the same with other {@link #extras}. */
    public VideoInfo withExtras(List<Extra> others) {
        return new VideoInfo(file, shape, timing, coding, firstNumber, tracks, others);
    }

    /**
     * Returns the same clip with upright frames of another number of pixels, shown in the same shape: for maps or previews at another
     * size.
     */
    public VideoInfo withSize(int width, int height) {
        Rational stretch = Rational.of((long) width() * height, (long) width * height());
        Rational aspect = sampleAspect().times(stretch);
        boolean square = Math.abs(aspect.toDouble() - 1) < 0.02;
        Shape upright = new Shape(width, height, Orientation.UPRIGHT, square ? Rational.ONE : aspect);
        return new VideoInfo(file, upright, timing, coding, firstNumber, tracks, extras);
    }

    /** Returns the same clip with another number of frames per second, its times in other ticks; shown for as long. */
    public VideoInfo withRate(Rational frameRate, Rational timeBase) {
        double faster = frameRate.toDouble() / frameRate().toDouble();
        Timing times = new Timing(
                frameRate,
                timeBase,
                timeBase().convert(originTicks(), timeBase),
                Math.round(frames() * faster),
                seconds());
        return new VideoInfo(file, shape, times, coding, firstNumber, tracks, extras);
    }
}
