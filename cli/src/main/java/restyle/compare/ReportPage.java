package restyle.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import restyle.files.AtomicFile;

/** A comparison as one HTML file that holds everything it shows: it works without a network and may be mailed. */
public final class ReportPage {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final Comparison comparison;

    private ReportPage(Comparison comparison) {
        this.comparison = comparison;
    }

    public static void write(Comparison comparison, Path file) {
        AtomicFile.write(file, new ReportPage(comparison).html());
    }

    private String html() {
        List<Curve> flicker = comparison.curves(Curve.Kind.FLICKER_A, Curve.Kind.FLICKER_B, Curve.Kind.ADDED_FLICKER);
        List<Curve> structure = comparison.curves(Curve.Kind.STRUCTURE);
        Map<String, String> parts = new HashMap<>();
        parts.put("style", resource("report.css"));
        parts.put("script", resource("report.js"));
        parts.put("a", escaped(fileName(comparison.a())));
        parts.put("b", escaped(fileName(comparison.b())));
        parts.put("clipA", clip(comparison.a()));
        parts.put("clipB", clip(comparison.b()));
        parts.put("frames", String.valueOf(comparison.frames()));
        parts.put("notes", notes());
        parts.put("flickerRows", rows(flicker, "%.2f"));
        parts.put("structureRows", rows(structure, "%.3f"));
        parts.put(
                "flickerChart", new Chart("Flicker of each frame in grey levels", flicker, flickerAxis(flicker)).svg());
        parts.put(
                "structureChart",
                new Chart("Edge correlation of each frame", structure, structureAxis(structure.get(0))).svg());
        List<Curve> warp = comparison.curves(Curve.Kind.WARP_ERROR_A, Curve.Kind.WARP_ERROR_B);
        List<Curve> drift = comparison.curves(Curve.Kind.LAB_DRIFT_A, Curve.Kind.LAB_DRIFT_B);
        List<Curve> likeness = comparison.curves(Curve.Kind.SSIM);
        parts.put("warpRows", rows(warp, "%.5f"));
        parts.put("driftRows", rows(drift, "%.2f"));
        parts.put("likenessRows", rows(likeness, "%.4f") + rows(comparison.curves(Curve.Kind.PSNR), "%.2f"));
        parts.put("warpChart", new Chart("Warping error of each frame", warp, axisFromZero(warp)).svg());
        parts.put(
                "driftChart",
                new Chart("Distance of the mean colour from the first frame's", drift, axisFromZero(drift)).svg());
        parts.put("likenessChart", new Chart("SSIM of each frame", likeness, structureAxis(likeness.get(0))).svg());
        parts.put("whole", whole());
        parts.put("still", String.format(Locale.ROOT, "%.0f", Flicker.STILL_LEVELS));
        parts.put("data", data());
        return filled(resource("report.html"), parts);
    }

    private static Axis flickerAxis(List<Curve> curves) {
        double least =
                curves.stream().mapToDouble(Curve::min).filter(v -> v < 0).min().orElse(0);
        double most =
                curves.stream().mapToDouble(Curve::max).filter(v -> v > 1).max().orElse(1);
        return Axis.around(least, most);
    }

    private static Axis axisFromZero(List<Curve> curves) {
        return Axis.around(
                0,
                curves.stream()
                        .mapToDouble(Curve::max)
                        .filter(most -> most > 0)
                        .max()
                        .orElse(1));
    }

    /** Numbers of the whole clip, a row each. */
    private String whole() {
        StringBuilder rows = new StringBuilder();
        Metrics.whole(comparison)
                .forEach((name, number) -> rows.append("<tr><th scope=\"row\"><code>")
                        .append(name)
                        .append("</code></th><td>")
                        .append(figure(number, "%.4f"))
                        .append("</td></tr>"));
        return rows.toString();
    }

    private static String figure(double number, String format) {
        if (Double.isNaN(number)) {
            return "–";
        }
        return Double.isInfinite(number) ? "∞" : String.format(Locale.ROOT, format, number);
    }

    private static Axis structureAxis(Curve curve) {
        return Axis.around(curve.min() < 0 ? curve.min() : 0, 1);
    }

    private String notes() {
        if (comparison.notes().isEmpty()) {
            return "";
        }
        return comparison.notes().stream()
                .map(note -> "<li>" + escaped(note) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"notes\">", "</ul>"));
    }

    private static String rows(List<Curve> curves, String format) {
        StringBuilder rows = new StringBuilder();
        for (Curve curve : curves) {
            rows.append("<tr><th scope=\"row\"><span class=\"key %s\"></span>%s</th>"
                    .formatted(curve.kind().key, curve.kind().label));
            for (double figure : new double[] {curve.mean(), curve.min(), curve.max()}) {
                rows.append("<td>").append(figure(figure, format)).append("</td>");
            }
            rows.append("</tr>");
        }
        return rows.toString();
    }

    private static String fileName(ComparedClip clip) {
        return Path.of(clip.file()).getFileName().toString();
    }

    private static String clip(ComparedClip clip) {
        return escaped(String.format(
                Locale.ROOT,
                "%s, %d × %d, %s frames per second",
                fileName(clip),
                clip.width(),
                clip.height(),
                clip.rate()));
    }

    /** Pictures and numbers for the script. */
    private String data() {
        Map<String, Object> data = Map.of(
                "framesPerSecond", comparison.a().framesPerSecond(),
                "step", comparison.pictureStep(),
                "frames", comparison.frames(),
                "pictures", comparison.pictures());
        try {
            return new ObjectMapper().writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String filled(String template, Map<String, String> parts) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
