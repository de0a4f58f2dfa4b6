package restyle.models.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ControlNet residuals by name: {@code down_0}, {@code down_1} and so on, oldest first, then {@code mid}. */
public final class ResidualNames {
    private static final String DOWN = "down_";
    private static final String MID = "mid";

    private ResidualNames() {}

    public static String name(int index, int count) {
        return index == count - 1 ? MID : DOWN + index;
    }

    public static <T> Map<String, T> name(List<T> residuals) {
        Map<String, T> named = new LinkedHashMap<>();
        for (T residual : residuals) {
            named.put(name(named.size(), residuals.size()), residual);
        }
        return named;
    }

    /** Returns those of the names that residuals have, in their order. */
    public static List<String> of(Collection<String> names) {
        return names.stream()
                .filter(name -> name.equals(MID) || name.matches(DOWN + "\\d+"))
                .sorted((a, b) -> Integer.compare(order(a), order(b)))
                .toList();
    }

    private static int order(String name) {
        return name.equals(MID) ? Integer.MAX_VALUE : Integer.parseInt(name.substring(DOWN.length()));
    }
}
