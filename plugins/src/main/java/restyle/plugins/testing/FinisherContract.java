package restyle.plugins.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Finisher;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;
import restyle.plugins.host.SettingsReader;

/**
 * Checks what every finisher promises, so that the test of a plugin can be one line:
 * {@code FinisherContract.check(new GrainFinisher(), Map.of())}. It opens the finisher for clips of ordinary, odd and tiny sizes, each of
 * two scenes, and looks at: frames of the declared size in the order of their times, something that comes out, equal frames for equal
 * frames, the end of a scene that leaves nothing behind, frames left unchanged, several clips at once, and a close that ends. It does not
 * check what the frames show.
 *
 * @since 0.1.0
 */
public final class FinisherContract {

    private static final int FRAMES = 4;

    /** Uneven, as in films whose frames are not all shown equally long. */
    private static final long[] TICKS = {7, 40, 74, 107, 140, 173, 240, 241};

    private final Finisher finisher;
    private final Settings settings;
    private final Promises promises = new Promises();

    private FinisherContract(Finisher finisher, Settings settings) {
        this.finisher = finisher;
        this.settings = settings;
    }

    /**
     * Checks one finisher with given settings.
     *
     * @param settings as a user would type them; the rest have their defaults. Model files are paths
     * @throws AssertionError that lists every promise that was broken
     */
    public static void check(Finisher finisher, Map<String, String> settings) {
        SettingsReader reader = new SettingsReader(name -> List.of(Path.of(name).toAbsolutePath()));
        FinisherContract contract = new FinisherContract(finisher, reader.read(finisher, settings));
        contract.promises.check(finisher, contract::checkClip);
    }

    /** Frames of the source at the size of the clip, restyled ones at that size, and at one and a half times it. */
    private void checkClip(Clip clip) throws Exception {
        checkClip(clip, clip.width(), clip.height());
        checkClip(clip, clip.width() * 3 / 2, clip.height() * 3 / 2);
    }

    private void checkClip(Clip clip, int width, int height) throws Exception {
        VideoFormat format = new VideoFormat(width, height, new Fraction(25, 1), new Fraction(1, 1000));
        Reel reel = Reel.of(clip, width, height);
        List<FilmFrame> first;
        List<FilmFrame> second;
        List<FilmFrame> fresh;
        VideoFormat output;
        try (FrameFinisher one = finisher.open(clip, format, settings);
                FrameFinisher other = finisher.open(clip, format, settings)) {
            output = one.output(format);
            promises.require(clip, output.equals(other.output(format)), "two finishers declare the same output");
            first = reel.scene(one, 0);
            fresh = reel.scene(other, FRAMES);
            second = reel.scene(one, FRAMES);
        }
        List<FilmFrame> all = new ArrayList<>(first);
        all.addAll(second);
        checkFrames(clip, format, output, all);
        promises.require(
                clip,
                equal(second, fresh),
                "after the end of a scene, frames are those of a finisher that has seen nothing before");
        promises.require(clip, reel.isUnchanged(), "frames that come in are not changed");
    }

    /** Two scenes, with copies of all pixels. */
    private record Reel(List<Frame> sources, List<Frame> restyled, List<byte[]> copies) {

        static Reel of(Clip clip, int width, int height) {
            List<Frame> sources = Promises.frames(clip.width(), clip.height(), 0, 2 * FRAMES);
            List<Frame> restyled = Promises.frames(width, height, 100, 2 * FRAMES);
            return new Reel(
                    sources,
                    restyled,
                    pixels(sources, restyled).map(byte[]::clone).toList());
        }

        private static Stream<byte[]> pixels(List<Frame> sources, List<Frame> restyled) {
            return Stream.concat(sources.stream(), restyled.stream()).map(Frame::rgb);
        }

        /** Returns everything that comes out for the scene that begins at a frame. */
        List<FilmFrame> scene(FrameFinisher finisher, int from) throws Exception {
            List<FilmFrame> out = new ArrayList<>();
            for (int i = from; i < from + FRAMES; i++) {
                out.addAll(finisher.finish(sources.get(i), new FilmFrame(restyled.get(i), TICKS[i])));
            }
            out.addAll(finisher.endScene());
            return out;
        }

        boolean isUnchanged() {
            Iterator<byte[]> copy = copies.iterator();
            return pixels(sources, restyled).allMatch(now -> Arrays.equals(copy.next(), now));
        }
    }

    private void checkFrames(Clip clip, VideoFormat in, VideoFormat out, List<FilmFrame> frames) {
        long top = (long) in.timeBase().numerator() * out.timeBase().denominator();
        long bottom = (long) in.timeBase().denominator() * out.timeBase().numerator();
        promises.require(clip, top % bottom == 0, "the output's time base divides that of the input");
        promises.require(clip, !frames.isEmpty(), "some frames come out");
        long last = Long.MIN_VALUE;
        for (FilmFrame made : frames) {
            Frame frame = made.frame();
            promises.require(
                    clip,
                    frame.width() == out.width() && frame.height() == out.height(),
                    "frames have the declared size of %dx%d, found %dx%d",
                    out.width(),
                    out.height(),
                    frame.width(),
                    frame.height());
            promises.require(clip, made.ticks() > last, "frames come in the order of their times");
            last = made.ticks();
        }
    }

    private static boolean equal(List<FilmFrame> some, List<FilmFrame> others) {
        boolean equal = some.size() == others.size();
        for (int i = 0; equal && i < some.size(); i++) {
            equal = some.get(i).ticks() == others.get(i).ticks()
                    && Arrays.equals(
                            some.get(i).frame().rgb(), others.get(i).frame().rgb());
        }
        return equal;
    }
}
