package restyle.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import restyle.batch.ClipProgress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.BusyStage;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;

/**
 * Events for programs: one JSON object a line. Each has {@code event}, {@code clip} (number, from 1) and {@code clips} (how
 * many): {@code begin} (input, output, frames: null if unknown, finished: how many of them an interrupted run had finished),
 * {@code loaded} (seconds), {@code progress} (frame: written so far, frames, stage: what the run was busiest with since the event
 * before, or null, fps and eta: seconds left, both null until this run has made a frame), {@code notice} (text), {@code end}
 * (frames, finished, seconds, fps, stages: seconds by name). A clip that fails has no end. The last event of a run is
 * {@code report}, see {@link BatchReport}.
 */
public final class JsonProgress implements ClipProgress {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final Place place;
    private Pace pace;
    private BusyStage busy;
    private long began;

    public JsonProgress(PrintStream out, Place place) {
        this.out = out;
        this.place = place;
    }

    @Override
    public void begin(String input, String output, long frames, long finished) {
        pace = new Pace(frames, finished, System::nanoTime);
        began = System.nanoTime();
        Map<String, Object> event = event("begin");
        event.put("input", input);
        event.put("output", output);
        event.put("frames", frames < 0 ? null : frames);
        event.put("finished", finished);
        print(event);
    }

    @Override
    public void loaded(StageClock clock) {
        pace.begin();
        busy = new BusyStage(clock);
        Map<String, Object> event = event("loaded");
        event.put("seconds", rounded((System.nanoTime() - began) / 1e9));
        print(event);
    }

    @Override
    public void written(long done) {
        pace.written(done);
        Map<String, Object> event = event("progress");
        event.put("frame", done);
        event.put("frames", pace.frames() < 0 ? null : pace.frames());
        event.put("stage", busy.next().map(Stage::toString).orElse(null));
        event.put("fps", rounded(pace.framesPerSecond()));
        event.put("eta", rounded(pace.secondsLeft()));
        print(event);
    }

    @Override
    public void end(RunSummary summary) {
        Map<String, Object> event = event("end");
        event.put("frames", summary.frames());
        event.put("finished", summary.finished());
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

    private static Double rounded(OptionalDouble number) {
        return number.isPresent() ? (Double) rounded(number.getAsDouble()) : null;
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
