package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.Clip;
import restyle.plugins.FilmFrame;
import restyle.plugins.Fraction;
import restyle.plugins.Frame;
import restyle.plugins.Settings;
import restyle.plugins.VideoFormat;
import restyle.plugins.testing.TestPlugin;

class FinisherChainTest {

    private static final Clip CLIP = new Clip(1, 1, 25, "cpu", 1);
    private static final VideoFormat FORMAT = new VideoFormat(1, 1, new Fraction(25, 1), new Fraction(1, 1000));

    /** Puts a frame between two, which waits for the second; its red is their mean, its green that of the source it is given. */
    private static final String DOUBLER = """
            package acme;
            import java.util.List;
            import restyle.plugins.*;
            @org.pf4j.Extension
            public class Made implements Finisher {
                public String name() { return "doubler"; }
                public String summary() { return "Twice the frames"; }
                public FrameFinisher open(Clip clip, VideoFormat format, Settings settings) { return new Doubler(); }
                static class Doubler implements FrameFinisher {
                    private FilmFrame last;
                    public VideoFormat output(VideoFormat in) { return in.timesRate(2); }
                    public List<FilmFrame> finish(Frame source, FilmFrame next) {
                        FilmFrame before = last;
                        last = next;
                        return before == null ? List.of() : List.of(
                                new FilmFrame(before.frame(), 2 * before.ticks()),
                                new FilmFrame(mean(before.frame(), next.frame()), before.ticks() + next.ticks()));
                    }
                    public List<FilmFrame> endScene() {
                        FilmFrame held = last;
                        last = null;
                        return held == null ? List.of() : List.of(new FilmFrame(held.frame(), 2 * held.ticks()));
                    }
                    private static Frame mean(Frame a, Frame b) {
                        return new Frame(0, 1, 1, new byte[] {(byte) ((a.rgb()[0] + b.rgb()[0]) / 2), 0, 0});
                    }
                }
            }
            """;

    private static final String TAGGED = "List.of(restyled.withPixels(new byte[] {"
            + "restyled.frame().rgb()[0], source.rgb()[1], (byte) restyled.frame().index()}))";

    @TempDir
    Path root;

    @Test
    void framesKeepNumbersAndTimesAndAreShownUntilTheNext() throws Exception {
        TestPlugin.named("tag").finisher("tag", "", TAGGED).folder(root, "tag");
        assertEquals(
                List.of("5: 10+30 [10, 1, 5]", "8: 40+60 [20, 2, 8]", "9: 100+7 [30, 3, 9]"),
                run(List.of("tag"), false));
        assertEquals(
                List.of("5: 10+30 [10, 0, 0]", "8: 40+60 [20, 0, 0]", "9: 100+7 [30, 0, 0]"), run(List.of(), true));
    }

    @Test
    void framesInBetweenAreCountedAndGoOnWithTheSourceThatIsShownThen() throws Exception {
        TestPlugin.named("tag").finisher("tag", "", TAGGED).folder(root, "tag");
        TestPlugin.named("doubler").source("acme.Made", DOUBLER).folder(root, "doubler");
        assertEquals(
                List.of(
                        "5: 20+30 [10, 1, 5]",
                        "6: 50+30 [15, 1, 6]",
                        "7: 80+60 [20, 2, 7]",
                        "8: 140+60 [25, 2, 8]",
                        "9: 200+14 [30, 3, 9]"),
                run(List.of("doubler", "tag"), false));
    }

    @Test
    void nothingIsPutBetweenTwoScenes() throws Exception {
        TestPlugin.named("doubler").source("acme.Made", DOUBLER).folder(root, "doubler");
        assertEquals(
                List.of("5: 20+30 [10, 0, 0]", "6: 50+30 [15, 0, 0]", "7: 80+120 [20, 0, 0]", "8: 200+14 [30, 0, 0]"),
                run(List.of("doubler"), true));
    }

    @Test
    void whatBreaksTheContractIsNamed() throws Exception {
        assertFails("expected frames of 1x1 pixels, found 1x2", "List.of(restyled.withPixels(1, 2, new byte[6]))");
        assertFails(
                "expected frames in the order of their times, found tick 10 after 10", "List.of(restyled, restyled)");
        assertFails("it returned null in place of frames", "null");
        assertFails("it returned null in place of frames", "java.util.Collections.singletonList(null)");
    }

    private void assertFails(String reason, String result) throws Exception {
        Path folder = root.resolve(Integer.toString(result.hashCode()));
        TestPlugin.named("bad").finisher("bad", "", result).folder(folder, "bad");
        try (PluginHost host = PluginHost.open(List.of(folder));
                FinisherChain chain = chain(host, List.of("bad"))) {
            PluginException e =
                    assertThrows(PluginException.class, () -> chain.next(source(1), frame(5, 10, 10), 0, true));
            assertEquals("plugin bad 1.0.0 failed at frame 5: " + reason, e.getMessage());
        }
    }

    @Test
    void aTimeBaseThatDoesNotDivideTheClipsIsRefused() throws Exception {
        String open =
                DOUBLER.replace("in.timesRate(2)", "new VideoFormat(1, 1, in.frameRate(), new Fraction(2, 3000))");
        TestPlugin.named("doubler").source("acme.Made", open).folder(root, "doubler");
        try (PluginHost host = PluginHost.open(List.of(root))) {
            PluginException e = assertThrows(PluginException.class, () -> chain(host, List.of("doubler")));
            assertEquals(
                    "plugin doubler 1.0.0 failed to start: its time base of 1/1500 s does not divide that of the clip,"
                            + " 1/1000 s",
                    e.getMessage());
        }
    }

    /** Three frames through a chain; the third may begin a scene. */
    private List<String> run(List<String> names, boolean cut) throws Exception {
        List<FinisherChain.Finished> finished = new ArrayList<>();
        try (PluginHost host = PluginHost.open(List.of(root));
                FinisherChain chain = chain(host, names)) {
            finished.addAll(chain.next(source(1), frame(5, 10, 10), 30, true));
            finished.addAll(chain.next(source(2), frame(8, 40, 20), 30, false));
            finished.addAll(chain.next(source(3), frame(9, 100, 30), 7, cut));
            finished.addAll(chain.end());
        }
        return finished.stream()
                .map(f -> "%d: %d+%d %s"
                        .formatted(
                                f.frame().index(),
                                f.ticks(),
                                f.durationTicks(),
                                java.util.Arrays.toString(f.frame().rgb())))
                .toList();
    }

    private static FinisherChain chain(PluginHost host, List<String> names) {
        List<FinisherChain.Step> steps = names.stream()
                .map(name -> new FinisherChain.Step(host.finisher(name), new Settings(Map.of())))
                .toList();
        return FinisherChain.open(steps, CLIP, FORMAT, notice -> {});
    }

    private static Frame source(int green) {
        return new Frame(0, 1, 1, new byte[] {0, (byte) green, 0});
    }

    private static FilmFrame frame(long index, long ticks, int red) {
        return new FilmFrame(new Frame(index, 1, 1, new byte[] {(byte) red, 0, 0}), ticks);
    }
}
