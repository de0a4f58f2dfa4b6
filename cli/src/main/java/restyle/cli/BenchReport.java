package restyle.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import restyle.models.runtime.SessionUse;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.Stage;

/**
 * What {@code restyle bench} has measured.
 *
 * @param summary of the run
 * @param uses what each network has done in it
 * @param reloadSeconds that loading all networks once more took
 * @param reloaded the networks after that
 * @param precision of the denoising networks
 * @param peak bytes of resident memory at the run's peak; empty where the system does not count it
 */
record BenchReport(
        RunSummary summary,
        Map<String, SessionUse> uses,
        double reloadSeconds,
        Map<String, SessionUse> reloaded,
        String precision,
        OptionalLong peak) {

    /** Returns everything, for programs. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("frames", summary.frames());
        values.put("seconds", summary.seconds());
        values.put("framesPerSecond", summary.framesPerSecond());
        values.put("precision", precision);
        values.put("loadSeconds", summary.loadSeconds());
        values.put("reloadSeconds", reloadSeconds);
        Map<String, Object> stages = new LinkedHashMap<>();
        summary.stages().forEach((stage, seconds) -> stages.put(stage.toString(), seconds));
        values.put("stageSeconds", stages);
        Map<String, Object> networks = new LinkedHashMap<>();
        uses.forEach((network, use) -> networks.put(network, values(use, reloaded.get(network))));
        values.put("networks", networks);
        Map<String, Object> preprocessors = new LinkedHashMap<>();
        summary.preprocessors().forEach((name, seconds) -> preprocessors.put(name, values(seconds)));
        values.put("preprocessors", preprocessors);
        values.put("peakMemoryBytes", peak.isPresent() ? peak.getAsLong() : null);
        return values;
    }

    private static Map<String, Object> values(SessionUse use, SessionUse again) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("loadSeconds", use.loadSeconds());
        values.put("reloadSeconds", again.loadSeconds());
        values.put("calls", use.calls());
        values.put("secondsPerCall", use.secondsPerCall());
        values.put("gflopPerCall", use.operations() / 1e9);
        values.put("gflopsPerSecond", use.gigaOperationsPerSecond());
        return values;
    }

    private Map<String, Object> values(double preprocessorSeconds) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("seconds", preprocessorSeconds);
        values.put("framesPerSecond", summary.frames() / preprocessorSeconds);
        values.put("shareOfRun", preprocessorSeconds / summary.seconds());
        return values;
    }

    /** Returns the same as tables, for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("%-12s %9s %12s%n".formatted("stage", "seconds", "ms per frame"));
        text.append(String.format(Locale.ROOT, "%-12s %9.2f%n", "load", summary.loadSeconds()));
        for (Stage stage : Stage.values()) {
            double seconds = summary.stages().get(stage);
            text.append(String.format(
                    Locale.ROOT, "%-12s %9.2f %12.1f%n", stage, seconds, 1000 * seconds / summary.frames()));
        }
        text.append("%n%-16s %8s %8s %7s %11s %8s %8s%n"
                .formatted(precision, "load", "again", "calls", "s per call", "GFLOP", "GFLOP/s"));
        uses.forEach((network, use) -> text.append(String.format(
                Locale.ROOT,
                "%-16s %8.2f %8.2f %7d %11.3f %8.1f %8.1f%n",
                network,
                use.loadSeconds(),
                reloaded.get(network).loadSeconds(),
                use.calls(),
                use.secondsPerCall(),
                use.operations() / 1e9,
                use.gigaOperationsPerSecond())));
        text.append(String.format(Locale.ROOT, "loading all networks once more took %.2f s%n%n", reloadSeconds));
        summary.preprocessors()
                .forEach((name, seconds) -> text.append(String.format(
                        Locale.ROOT,
                        "%s: %.1f frames per second, %.0f %% of the run%n",
                        name,
                        summary.frames() / seconds,
                        100 * seconds / summary.seconds())));
        text.append(String.format(
                Locale.ROOT,
                "%d frames in %.2f s, %.2f frames per second; stages overlap%n",
                summary.frames(),
                summary.seconds(),
                summary.framesPerSecond()));
        text.append(
                peak.isPresent()
                        ? String.format(Locale.ROOT, "peak memory %.0f MiB%n", peak.getAsLong() / 1048576.0)
                        : String.format("peak memory: not counted by this system%n"));
        return text.toString();
    }
}
