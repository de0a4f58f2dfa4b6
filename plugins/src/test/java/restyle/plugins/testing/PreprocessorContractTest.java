package restyle.plugins.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Preprocessor;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

class PreprocessorContractTest {

    @Test
    void acceptsAGoodOne() {
        PreprocessorContract.check(new Good(), Map.of("blend", "0.5"));
    }

    @Test
    void findsStateThatSurvivesAReset() {
        assertBreaks(new Forgetful(), "after a reset, results are those of a fresh start");
    }

    @Test
    void findsWrongSizesNullsAndExceptions() {
        assertBreaks(new Tall(), "results have the size of the frame, found ");
        assertBreaks(new Absent(), "every result is a CONTROL_MAP");
        assertBreaks(new Picky(), "1x1: expected no exception, found java.lang.IllegalStateException: too small");
    }

    @Test
    void findsChangedFrames() {
        assertBreaks(new Scribbler(), "frames are not changed");
    }

    @Test
    void findsClassesThatTheHostCouldNotLoad() {
        assertBreaks(new Hidden(), "Hidden is public and has a public constructor");
    }

    private static void assertBreaks(Preprocessor preprocessor, String... promises) {
        AssertionError e = assertThrows(AssertionError.class, () -> PreprocessorContract.check(preprocessor, Map.of()));
        for (String promise : promises) {
            assertTrue(e.getMessage().contains(promise), e.getMessage());
        }
    }

    /** Blends each frame with the one before. */
    @Extension
    public static class Good implements Preprocessor {
        @Override
        public String name() {
            return "good";
        }

        @Override
        public String summary() {
            return "For a test";
        }

        @Override
        public List<Setting> settings() {
            return List.of(Setting.number("blend", 0.25, 0, 1, "share of the last frame"));
        }

        @Override
        public FrameProcessor open(Clip clip, Settings settings) {
            return new Blend(settings.number("blend"));
        }
    }

    private static class Blend implements FrameProcessor {
        private final double share;
        protected Frame last;

        Blend(double share) {
            this.share = share;
        }

        @Override
        public FrameResult process(Frame frame) {
            Frame before = last == null ? frame : last;
            byte[] rgb = new byte[frame.rgb().length];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) (share * before.rgb()[i] + (1 - share) * frame.rgb()[i]);
            }
            last = frame;
            return new ControlMap(frame.width(), frame.height(), rgb);
        }

        @Override
        public void reset() {
            last = null;
        }
    }

    @Extension
    public static class Forgetful extends Good {
        @Override
        public FrameProcessor open(Clip clip, Settings settings) {
            return new Blend(0.5) {
                @Override
                public void reset() {}
            };
        }
    }

    @Extension
    public static class Tall extends Good {
        @Override
        public FrameProcessor open(Clip clip, Settings settings) {
            return frame -> new ControlMap(1, 2, new byte[6]);
        }
    }

    @Extension
    public static class Absent extends Good {
        @Override
        public FrameProcessor open(Clip clip, Settings settings) {
            return frame -> null;
        }
    }

    @Extension
    public static class Picky extends Good {
        @Override
        public FrameProcessor open(Clip clip, Settings settings) {
            if (clip.width() < 8) {
                throw new IllegalStateException("too small");
            }
            return super.open(clip, settings);
        }
    }

    @Extension
    public static class Scribbler extends Good {
        @Override
        public FrameProcessor open(Clip clip, Settings settings) {
            return frame -> {
                ControlMap map = new ControlMap(
                        frame.width(), frame.height(), frame.rgb().clone());
                frame.rgb()[0]++;
                return map;
            };
        }
    }

    private static final class Hidden extends Good {}
}
