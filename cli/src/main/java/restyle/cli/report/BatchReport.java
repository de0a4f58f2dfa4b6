package restyle.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import restyle.batch.ClipResult;
import restyle.batch.ClipResult.Status;

/**
 * Collects what became of the clips of a run. For people: every problem once, when it occurs, and a summary. For programs: one
 * JSON object with {@code version} (1), {@code done}, {@code skipped}, {@code failed}, {@code interrupted}, {@code seconds} and
 * {@code clips}, each with {@code input}, {@code output}, {@code status} (one of these words), and {@code frames},
 * {@code finished} (by an interrupted run), {@code seconds}, {@code fps} if done, {@code problems} if failed, or if skipped because
 * another run is writing it, and {@code temporary} (true) if a retry may cure them.
 */
public final class BatchReport {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final long began = System.nanoTime();
    private final List<ClipResult> results = new ArrayList<>();
    private final Set<String> said = new HashSet<>();

    public BatchReport(Console console) {
        this.console = console;
    }

    /** Takes down what became of a clip, and says what is wrong with it. */
    public void add(ClipResult result) {
        results.add(result);
        if (result.resumable()) {
            console.say(result.clip().output() + " is not finished; its finished frames are kept for --resume");
        }
        result.problems().forEach(this::sayOnce);
    }

    /** Says a line to people; clips of one run have many in common. */
    public void sayOnce(String line) {
        if (said.add(line)) {
            console.say(line);
        }
    }

    private long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** Says the summary of a batch. */
    public void summarize() {
        long interrupted = count(Status.INTERRUPTED);
        console.say("%d clips: %d done, %d skipped, %d failed%s"
                .formatted(
                        results.size(),
                        count(Status.DONE),
                        count(Status.SKIPPED),
                        count(Status.FAILED),
                        interrupted == 0 ? "" : ", %d not done".formatted(interrupted)));
        results.stream()
                .filter(result -> result.status() == Status.FAILED)
                .forEach(result -> console.say("failed: " + result.clip().input()));
    }

    /** Writes the report as a file, in one step. */
    public void write(ReportFile file) throws JsonProcessingException {
        file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n");
    }

    /** Prints the report as an event. */
    public void print() {
        ObjectNode event = JSON.createObjectNode().put("event", "report");
        event.setAll(json());
        console.out().println(event);
        console.out().flush();
    }

    private ObjectNode json() {
        ObjectNode report = JSON.createObjectNode().put("version", VERSION);
        for (Status status : Status.values()) {
            report.put(status.toString(), count(status));
        }
        report.put("seconds", Math.round((System.nanoTime() - began) / 1e6) / 1e3);
        ArrayNode clips = report.putArray("clips");
        results.forEach(result -> clips.add(json(result)));
        return report;
    }

    private static ObjectNode json(ClipResult result) {
        ObjectNode clip = JSON.createObjectNode()
                .put("input", result.clip().input())
                .put("output", result.clip().output())
                .put("status", result.status().toString());
        result.summary()
                .ifPresent(summary -> clip.put("frames", summary.frames())
                        .put("finished", summary.finished())
                        .put("seconds", Math.round(summary.seconds() * 1e3) / 1e3)
                        .put("fps", Math.round(summary.framesPerSecond() * 1e3) / 1e3));
        if (!result.problems().isEmpty()) {
            clip.set("problems", JSON.valueToTree(result.problems()));
        }
        if (result.temporary()) {
            clip.put("temporary", true);
        }
        return clip;
    }
}
