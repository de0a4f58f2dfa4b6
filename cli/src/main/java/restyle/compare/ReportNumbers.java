package restyle.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import restyle.files.AtomicFile;

/**
 * The numbers of a comparison as JSON. What is not defined, such as the flicker of the first frame, is null, and so is what is infinite, such
 * as the PSNR of equal pictures.
 */
public final class ReportNumbers {

    /** Grows when a name goes or changes its meaning; new names may come without. */
    private static final int VERSION = 1;

    private ReportNumbers() {}

    /**
     * Writes {@code version}, {@code a} and {@code b} (file, size, rate), {@code framesCompared}, {@code notes}, {@code summary},
     * {@code whole}, {@code perSecond}, {@code perFrame} and {@code lab}; {@code clip} where there was an image encoder.
     */
    public static void write(Comparison comparison, Path file) {
        AtomicFile.write(file, json(comparison));
    }

    static String json(Comparison comparison) {
        Map<String, Object> summary = new LinkedHashMap<>();
        Map<String, Object> perFrame = new LinkedHashMap<>();
        for (Curve curve : comparison.curves(Curve.Kind.values())) {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("mean", orNull(curve.mean()));
            figures.put("min", orNull(curve.min()));
            figures.put("max", orNull(curve.max()));
            summary.put(curve.kind().key, figures);
            perFrame.put(curve.kind().key, numbers(curve.values()));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.put("a", comparison.a());
        all.put("b", comparison.b());
        all.put("framesCompared", comparison.frames());
        all.put("notes", comparison.notes());
        all.put("summary", summary);
        all.put("whole", whole(comparison));
        all.put("perSecond", perSecond(comparison.seconds()));
        all.put("perFrame", perFrame);
        all.put("lab", Map.of("a", lab(comparison, Colours::a), "b", lab(comparison, Colours::b)));
        if (comparison.content() != ContentAgreement.NONE) {
            all.put("clip", content(comparison.content()));
        }
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Double> whole(Comparison comparison) {
        Map<String, Double> whole = new LinkedHashMap<>();
        Metrics.whole(comparison).forEach((name, number) -> whole.put(name, orNull(number)));
        return whole;
    }

    private static Map<String, Object> perSecond(Seconds seconds) {
        Map<String, Object> drift = new LinkedHashMap<>();
        drift.put("labDriftA", numbers(seconds.labDriftA()));
        drift.put("labDriftB", numbers(seconds.labDriftB()));
        drift.put("labDriftAdded", numbers(seconds.labDriftAdded()));
        return drift;
    }

    private static Map<String, Object> content(ContentAgreement content) {
        Map<String, Object> clip = new LinkedHashMap<>();
        clip.put("step", content.step());
        clip.put("frames", content.frames());
        clip.put("temporalA", numbers(content.temporalA()));
        clip.put("temporalB", numbers(content.temporalB()));
        clip.put("content", numbers(content.content()));
        return clip;
    }

    /** Mean and standard deviation of L, a and b in every frame. */
    private static Map<String, Object> lab(Comparison comparison, Function<Colours, Colours.Tint> clip) {
        Map<String, Object> lab = new LinkedHashMap<>();
        List<Colours.Tint> frames = comparison.colours().stream().map(clip).toList();
        lab.put("mean", frames.stream().map(Colours.Tint::mean).toList());
        lab.put("std", frames.stream().map(Colours.Tint::std).toList());
        return lab;
    }

    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).mapToObj(ReportNumbers::orNull).toList();
    }

    private static Double orNull(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
