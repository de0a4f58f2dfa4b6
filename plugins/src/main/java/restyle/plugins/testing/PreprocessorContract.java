package restyle.plugins.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Matte;
import restyle.plugins.Preprocessor;
import restyle.plugins.ResultKind;
import restyle.plugins.Setting;
import restyle.plugins.Settings;
import restyle.plugins.host.SettingsReader;

/**
 * Checks what every preprocessor promises, so that the test of a plugin can be one line:
 * {@code PreprocessorContract.check(new CannyPreprocessor(), Map.of())}. It opens the preprocessor for clips of ordinary, odd
 * and tiny sizes and looks at: the size and kind of results, equal results for equal frames, a reset that equals a fresh start,
 * frames left unchanged, several clips at once, and a close that ends. It does not check what the maps show.
 *
 * @since 0.1.0
 */
public final class PreprocessorContract {

    private static final int FRAMES = 3;

    private final Preprocessor preprocessor;
    private final Settings settings;
    private final Promises promises = new Promises();

    private PreprocessorContract(Preprocessor preprocessor, Settings settings) {
        this.preprocessor = preprocessor;
        this.settings = settings;
    }

    /**
     * Checks one preprocessor with given settings.
     *
     * @param settings as a user would type them; the rest have their defaults. Model files are paths
     * @throws AssertionError that lists every promise that was broken
     */
    public static void check(Preprocessor preprocessor, Map<String, String> settings) {
        SettingsReader reader = new SettingsReader(name -> List.of(Path.of(name).toAbsolutePath()));
        PreprocessorContract contract = new PreprocessorContract(preprocessor, reader.read(preprocessor, settings));
        contract.checkSettings();
        contract.promises.check(preprocessor, contract::checkClip);
    }

    private void checkSettings() {
        for (Setting setting : preprocessor.settings()) {
            promises.require(
                    !Setting.RESERVED.contains(setting.name()),
                    "no setting is called %s, which --control takes itself",
                    setting.name());
        }
    }

    private void checkClip(Clip clip) throws Exception {
        List<Frame> frames = Promises.frames(clip.width(), clip.height(), 0, FRAMES);
        List<byte[]> before = frames.stream().map(frame -> frame.rgb().clone()).toList();
        List<FrameResult> first = new ArrayList<>();
        List<FrameResult> again = new ArrayList<>();
        List<FrameResult> beside = new ArrayList<>();
        FrameProcessor one = preprocessor.open(clip, settings);
        FrameProcessor other = preprocessor.open(clip, settings);
        try {
            for (Frame frame : frames) {
                first.add(one.process(frame));
                beside.add(other.process(frame));
            }
            one.reset();
            for (Frame frame : frames) {
                again.add(one.process(frame));
            }
        } finally {
            one.close();
            other.close();
        }
        first.forEach(result -> checkResult(clip, result));
        promises.require(clip, equal(first, beside), "two processors give equal results for equal frames");
        promises.require(clip, equal(first, again), "after a reset, results are those of a fresh start");
        for (int i = 0; i < FRAMES; i++) {
            promises.require(clip, Arrays.equals(before.get(i), frames.get(i).rgb()), "frames are not changed");
        }
    }

    private void checkResult(Clip clip, FrameResult result) {
        ResultKind kind = result instanceof ControlMap ? ResultKind.CONTROL_MAP : ResultKind.MATTE;
        promises.require(
                clip,
                result != null && kind == preprocessor.produces(),
                "every result is a " + preprocessor.produces());
        if (result != null) {
            promises.require(
                    clip,
                    result.width() == clip.width() && result.height() == clip.height(),
                    "results have the size of the frame, found %dx%d",
                    result.width(),
                    result.height());
        }
    }

    private static boolean equal(List<FrameResult> some, List<FrameResult> others) {
        for (int i = 0; i < FRAMES; i++) {
            if (!equal(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(FrameResult one, FrameResult other) {
        if (one instanceof ControlMap map && other instanceof ControlMap found) {
            return Arrays.equals(map.rgb(), found.rgb());
        }
        if (one instanceof Matte matte && other instanceof Matte found) {
            return Arrays.equals(matte.alpha(), found.alpha()) && Arrays.equals(matte.foreground(), found.foreground());
        }
        return false;
    }
}
