package restyle.job.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.models.sampling.StepRange;

/**
 * One {@code --control NAME[,key=value]...}, taken apart.
 *
 * @param name a preprocessor, or {@link #FILE}
 * @param net ControlNet as written, if given
 * @param scale multiplies every residual
 * @param range progress in which it takes part
 * @param map ready-made maps, if given: the preprocessor does not run
 * @param settings the remaining keys: the preprocessor's own settings
 */
public record ControlOption(
        String name,
        Optional<String> net,
        double scale,
        StepRange range,
        Optional<String> map,
        Map<String, String> settings) {

    /** The name that stands for no preprocessor at all, only for maps from files. */
    public static final String FILE = "file";

    /** @throws IllegalArgumentException saying which key is wrong */
    public static ControlOption parse(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split(",")));
        String name = parts.isEmpty() ? "" : parts.remove(0).strip();
        if (name.isEmpty() || name.contains("=")) {
            throw new IllegalArgumentException("expected NAME[,key=value]..., found '" + text + "'");
        }
        Map<String, String> keys = new LinkedHashMap<>();
        for (String part : parts) {
            int at = part.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("expected key=value after '" + name + "', found '" + part + "'");
            }
            if (keys.put(part.substring(0, at).strip(), part.substring(at + 1).strip()) != null) {
                throw new IllegalArgumentException(name + ": '" + part.substring(0, at) + "' is given twice");
            }
        }
        Optional<String> net = Optional.ofNullable(keys.remove("net"));
        Optional<String> map = Optional.ofNullable(keys.remove("map"));
        double scale = number(keys, "scale", 1);
        StepRange range = new StepRange(number(keys, "start", 0), number(keys, "end", 1));
        if (name.equals(FILE) && map.isEmpty()) {
            throw new IllegalArgumentException("file needs map=PATH: a video or a sequence like maps/%05d.png");
        }
        return new ControlOption(name, net, scale, range, map, keys);
    }

    private static double number(Map<String, String> keys, String key, double otherwise) {
        String text = keys.remove(key);
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": expected a number, found '" + text + "'", e);
        }
        throw new IllegalArgumentException(key + ": expected a finite number, found '" + text + "'");
    }
}
