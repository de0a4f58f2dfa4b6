package restyle.job.options;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how many steps a motion module was distilled, as far as its file name tells: AnimateDiff-Lightning's are called so. */
public final class LightningSteps {

    private static final Pattern NAME = Pattern.compile("(?i).*lightning.*?(\\d+)[ _-]?step.*");

    private LightningSteps() {}

    public static Optional<Integer> of(Path motion) {
        Matcher m = NAME.matcher(motion.getFileName().toString());
        return m.matches() ? Optional.of(Integer.parseInt(m.group(1))) : Optional.empty();
    }

    /** Three steps work with the module for two, as its authors say. */
    public static boolean fits(int trained, int steps) {
        return steps == trained || trained == 2 && steps == 3;
    }
}
