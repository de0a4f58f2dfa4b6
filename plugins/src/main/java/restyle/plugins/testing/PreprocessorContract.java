package restyle.plugins.testing;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Matte;
import restyle.plugins.Preprocessor;
import restyle.plugins.ResultKind;
import restyle.plugins.Settings;
import restyle.plugins.host.SettingsReader;

/**
 * Checks what every preprocessor promises, so that the test of a plugin can be one line:
 * {@code PreprocessorContract.check(new CannyPreprocessor(), Map.of())}. It opens the preprocessor for clips of ordinary, odd
 * and tiny sizes and looks at: the size and kind of results, equal results for equal frames, a reset that equals a fresh start,
 * frames left unchanged, several clips at once, and a close that ends. It does not check what the maps show.
 */
public final class PreprocessorContract {

    private static final int[][] SIZES = {{64, 48}, {33, 17}, {8, 8}, {1, 1}};
    private static final int FRAMES = 3;

    private final Preprocessor preprocessor;
    private final Settings settings;
    private final List<String> broken = new ArrayList<>();

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
        new PreprocessorContract(preprocessor, reader.read(preprocessor, settings)).check();
    }

    private void check() {
        checkClass();
        for (int[] size : SIZES) {
            Clip clip = new Clip(size[0], size[1], 25, "cpu", 1);
            try {
                checkClip(clip);
            } catch (Exception | LinkageError e) {
                broken.add("%dx%d: expected no exception, found %s".formatted(size[0], size[1], e));
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(preprocessor.name() + " breaks the contract:\n" + String.join("\n", broken));
        }
    }

    private void checkClass() {
        Class<?> type = preprocessor.getClass();
        require(type.isAnnotationPresent(Extension.class), "%s is annotated with @Extension", type.getName());
        require(
                Modifier.isPublic(type.getModifiers())
                        && Arrays.stream(type.getConstructors())
                                .anyMatch(constructor -> constructor.getParameterCount() == 0),
                "%s is public and has a public constructor without arguments",
                type.getName());
        require(
                preprocessor.name().matches("[a-z0-9][a-z0-9-]*"),
                "the name has lower-case letters, digits and dashes");
        require(preprocessor.summary().lines().count() == 1, "the summary is one line");
    }

    private void checkClip(Clip clip) throws Exception {
        List<Frame> frames = frames(clip);
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
        require(clip, equal(first, beside), "two processors give equal results for equal frames");
        require(clip, equal(first, again), "after a reset, results are those of a fresh start");
        for (int i = 0; i < FRAMES; i++) {
            require(clip, Arrays.equals(before.get(i), frames.get(i).rgb()), "frames are not changed");
        }
    }

    private void checkResult(Clip clip, FrameResult result) {
        ResultKind kind = result instanceof ControlMap ? ResultKind.CONTROL_MAP : ResultKind.MATTE;
        require(
                clip,
                result != null && kind == preprocessor.produces(),
                "every result is a " + preprocessor.produces());
        if (result != null) {
            require(
                    clip,
                    result.width() == clip.width() && result.height() == clip.height(),
                    "results have the size of the frame, found %dx%d".formatted(result.width(), result.height()));
        }
    }

    private void require(Clip clip, boolean holds, String promise) {
        require(holds, "%dx%d: %s", clip.width(), clip.height(), promise);
    }

    private void require(boolean holds, String promise, Object... values) {
        String text = promise.formatted(values);
        if (!holds && !broken.contains(text)) {
            broken.add(text);
        }
    }

    private static List<Frame> frames(Clip clip) {
        Random random = new Random(1);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            byte[] rgb = new byte[3 * clip.width() * clip.height()];
            random.nextBytes(rgb);
            frames.add(new Frame(i, clip.width(), clip.height(), rgb));
        }
        return frames;
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
