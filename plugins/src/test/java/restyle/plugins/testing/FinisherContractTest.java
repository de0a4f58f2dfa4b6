package restyle.plugins.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Finisher;
import restyle.plugins.Frame;
import restyle.plugins.FrameFinisher;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;

class FinisherContractTest {

    @Test
    void acceptsOneThatDoublesTheRateAndTheSize() {
        FinisherContract.check(new Doubler(), Map.of());
    }

    @Test
    void findsFramesThatSurviveTheirScene() {
        assertBreaks(
                new Forgetful(),
                "after the end of a scene, frames are those of a finisher that has seen nothing before",
                "frames come in the order of their times");
    }

    @Test
    void findsWrongSizesAndNothingAtAll() {
        assertBreaks(new Undeclared(), "frames have the declared size of 64x48, found 128x96");
        assertBreaks(new Silent(), "1x1: some frames come out");
    }

    @Test
    void findsChangedFrames() {
        assertBreaks(new Scribbler(), "frames that come in are not changed");
    }

    private static void assertBreaks(Finisher finisher, String... promises) {
        AssertionError e = assertThrows(AssertionError.class, () -> FinisherContract.check(finisher, Map.of()));
        for (String promise : promises) {
            assertTrue(e.getMessage().contains(promise), e.getMessage());
        }
    }

    /** Shows each frame twice, the second time when the next one has come; twice as large. */
    @Extension
    public static class Doubler implements Finisher {
        @Override
        public String name() {
            return "doubler";
        }

        @Override
        public String summary() {
            return "For a test";
        }

        @Override
        public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
            return new Doubling();
        }
    }

    private static class Doubling implements FrameFinisher {
        protected FilmFrame last;

        @Override
        public VideoFormat output(VideoFormat restyled) {
            return restyled.withSize(2 * restyled.width(), 2 * restyled.height())
                    .timesRate(2);
        }

        @Override
        public List<FilmFrame> finish(Frame source, FilmFrame restyled) {
            FilmFrame before = last;
            last = restyled;
            FilmFrame large = large(restyled, 2 * restyled.ticks());
            return before == null ? List.of(large) : List.of(large(before, before.ticks() + restyled.ticks()), large);
        }

        @Override
        public List<FilmFrame> endScene() {
            last = null;
            return List.of();
        }

        private static FilmFrame large(FilmFrame from, long ticks) {
            Frame frame = from.frame();
            byte[] rgb = new byte[12 * frame.width() * frame.height()];
            System.arraycopy(frame.rgb(), 0, rgb, 0, frame.rgb().length);
            return new FilmFrame(new Frame(frame.index(), 2 * frame.width(), 2 * frame.height(), rgb), ticks);
        }
    }

    @Extension
    public static class Forgetful extends Doubler {
        @Override
        public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
            return new Doubling() {
                @Override
                public List<FilmFrame> endScene() {
                    return last == null ? List.of() : List.of(large(last, 2 * last.ticks()));
                }
            };
        }

        private static FilmFrame large(FilmFrame from, long ticks) {
            return Doubling.large(from, ticks);
        }
    }

    @Extension
    public static class Undeclared extends Doubler {
        @Override
        public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
            return new Doubling() {
                @Override
                public VideoFormat output(VideoFormat in) {
                    return in.timesRate(2);
                }
            };
        }
    }

    @Extension
    public static class Silent extends Doubler {
        @Override
        public FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) {
            return (source, next) -> List.of();
        }
    }

    @Extension
    public static class Scribbler extends Doubler {
        @Override
        public FrameFinisher open(Clip clip, VideoFormat format, Settings settings) {
            return (source, restyled) -> {
                restyled.frame().rgb()[0]++;
                return List.of(restyled);
            };
        }
    }
}
