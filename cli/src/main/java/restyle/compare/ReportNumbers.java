package restyle.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import restyle.files.AtomicFile;

/** The numbers of a comparison as JSON. What is not defined, such as the flicker of the first frame, is null. */
public final class ReportNumbers {

    private ReportNumbers() {}

    /** Writes {@code a} and {@code b} (file, size, rate), {@code framesCompared}, {@code notes}, {@code summary} and {@code perFrame}. */
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
            perFrame.put(curve.kind().key, numbers(curve));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("a", comparison.a());
        all.put("b", comparison.b());
        all.put("framesCompared", comparison.frames());
        all.put("notes", comparison.notes());
        all.put("summary", summary);
        all.put("perFrame", perFrame);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Double> numbers(Curve curve) {
        return Arrays.stream(curve.values()).mapToObj(ReportNumbers::orNull).toList();
    }

    private static Double orNull(double number) {
        return Double.isNaN(number) ? null : number;
    }
}
