package restyle.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every single number of a comparison by its name, which scripts rely on. */
final class Metrics {

    /** Numbers of the whole clip; each frame's, {@link Curve.Kind}, have a mean, a minimum and a maximum. */
    private static final List<String> WHOLE = List.of(
            "changeRatio",
            "vbenchFlickerA",
            "vbenchFlickerB",
            "warpErrorRatio",
            "labDriftPerSecondA",
            "labDriftPerSecondB",
            "labDriftAdded",
            "clipTemporalA",
            "clipTemporalB",
            "clipContent");

    /** How the names begin of what takes an image encoder. */
    static final String OF_CONTENT = "clip";

    private Metrics() {}

    /** Names that there are whatever the clips are. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Curve.Kind kind : Curve.Kind.values()) {
            names.addAll(List.of(kind.key, kind.key + ".min", kind.key + ".max"));
        }
        names.addAll(WHOLE);
        return names;
    }

    /** Returns the numbers of a comparison; NaN where one is not defined for its clips. */
    static Map<String, Double> of(Comparison comparison) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Curve curve : comparison.curves(Curve.Kind.values())) {
            metrics.put(curve.kind().key, curve.mean());
            metrics.put(curve.kind().key + ".min", curve.min());
            metrics.put(curve.kind().key + ".max", curve.max());
        }
        metrics.putAll(whole(comparison));
        return metrics;
    }

    /** Returns those of the whole clip alone. */
    static Map<String, Double> whole(Comparison comparison) {
        List<Curve> means = comparison.curves(
                Curve.Kind.CHANGE_A, Curve.Kind.CHANGE_B, Curve.Kind.WARP_ERROR_A, Curve.Kind.WARP_ERROR_B);
        double changeA = means.get(0).mean();
        double changeB = means.get(1).mean();
        Seconds seconds = comparison.seconds();
        double[] values = {
            ratio(changeB, changeA),
            (255 - changeA) / 255,
            (255 - changeB) / 255,
            ratio(means.get(3).mean(), means.get(2).mean()),
            most(seconds.labDriftA()),
            most(seconds.labDriftB()),
            most(seconds.labDriftAdded()),
            ContentAgreement.mean(comparison.content().temporalA()),
            ContentAgreement.mean(comparison.content().temporalB()),
            ContentAgreement.mean(comparison.content().content())
        };
        Map<String, Double> whole = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            whole.put(WHOLE.get(i), values[i]);
        }
        return whole;
    }

    private static double ratio(double of, double to) {
        return to > 0 ? of / to : Double.NaN;
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }
}
