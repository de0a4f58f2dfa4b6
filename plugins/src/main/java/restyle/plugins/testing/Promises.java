package restyle.plugins.testing;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.pf4j.Extension;
import restyle.plugins.Clip;
import restyle.plugins.Frame;
import restyle.plugins.FramePlugin;

/** Promises of a plugin that were found broken, and what the contracts of all kinds have in common. */
final class Promises {

    /** Ordinary, odd and tiny. */
    static final int[][] SIZES = {{64, 48}, {33, 17}, {8, 8}, {1, 1}};

    private final List<String> broken = new ArrayList<>();

    /** Looks at one size of clip; what throws there is a broken promise too. */
    @FunctionalInterface
    interface ClipCheck {
        void check(Clip clip) throws Exception;
    }

    /** Checks what holds for plugins of any kind, then each size of clip, and throws an {@link AssertionError} that lists all. */
    void check(FramePlugin plugin, ClipCheck check) {
        checkClass(plugin);
        for (int[] size : SIZES) {
            try {
                check.check(new Clip(size[0], size[1], 25, "cpu", 1));
            } catch (Exception | LinkageError e) {
                broken.add(String.format(Locale.ROOT, "%dx%d: expected no exception, found %s", size[0], size[1], e));
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(plugin.name() + " breaks the contract:\n" + String.join("\n", broken));
        }
    }

    private void checkClass(FramePlugin plugin) {
        Class<?> type = plugin.getClass();
        require(type.isAnnotationPresent(Extension.class), "%s is annotated with @Extension", type.getName());
        require(
                Modifier.isPublic(type.getModifiers())
                        && Arrays.stream(type.getConstructors())
                                .anyMatch(constructor -> constructor.getParameterCount() == 0),
                "%s is public and has a public constructor without arguments",
                type.getName());
        require(plugin.name().matches("[a-z0-9][a-z0-9-]*"), "the name has lower-case letters, digits and dashes");
        require(plugin.summary().lines().count() == 1, "the summary is one line");
    }

    void require(Clip clip, boolean holds, String promise, Object... values) {
        String size = clip.width() + "x" + clip.height();
        require(holds, "%s: %s", size, String.format(Locale.ROOT, promise, values));
    }

    void require(boolean holds, String promise, Object... values) {
        String text = String.format(Locale.ROOT, promise, values);
        if (!holds && !broken.contains(text)) {
            broken.add(text);
        }
    }

    /** Makes frames of noise, the same for equal arguments. */
    static List<Frame> frames(int width, int height, int first, int count) {
        List<Frame> frames = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            byte[] rgb = new byte[3 * width * height];
            new Random(31L * width + i).nextBytes(rgb);
            frames.add(new Frame(i, width, height, rgb));
        }
        return frames;
    }
}
