package restyle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import restyle.pipeline.RunSummary;

/**
 * Events for programs: one JSON object a line. Each has {@code event}, {@code clip} (number, from 1) and {@code clips} (how
 * many): {@code begin} (input, output, frames: null if unknown), {@code progress} (frame: written so far, frames, fps, eta:
 * seconds left or null), {@code notice} (text), {@code end} (frames, seconds, fps, stages: seconds by name). The last event of a
 * run is {@code report}, see {@link BatchReport}.
 */
final class JsonProgress implements ClipProgress {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final Place place;
    private long frames;
    private long began;

    JsonProgress(PrintStream out, Place place) {
        this.out = out;
        this.place = place;
    }

    @Override
    public void begin(String input, String output, long total) {
        frames = total;
        began = System.nanoTime();
        Map<String, Object> event = event("begin");
        event.put("input", input);
        event.put("output", output);
        event.put("frames", total < 0 ? null : total);
        print(event);
    }

    @Override
    public void written(long done) {
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Object> event = event("progress");
        event.put("frame", done);
        event.put("frames", frames < 0 ? null : frames);
        event.put("fps", rounded(done / seconds));
        event.put("eta", frames < 0 ? null : rounded((frames - done) * seconds / done));
        print(event);
    }

    @Override
    public void end(RunSummary summary) {
        Map<String, Object> event = event("end");
        event.put("frames", summary.frames());
        event.put("seconds", rounded(summary.seconds()));
        event.put("fps", rounded(summary.framesPerSecond()));
        Map<String, Double> stages = new TreeMap<>();
        summary.stages().forEach((stage, seconds) -> stages.put(stage.toString(), rounded(seconds)));
        event.put("stages", stages);
        print(event);
    }

    @Override
    public void notice(String text) {
        Map<String, Object> event = event("notice");
        event.put("text", text);
        print(event);
    }

    private Map<String, Object> event(String name) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", name);
        event.put("clip", place.number());
        event.put("clips", place.of());
        return event;
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }

    private void print(Map<String, Object> event) {
        try {
            out.println(JSON.writeValueAsString(event));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
