package restyle.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import restyle.batch.ClipProgress;
import restyle.files.Home;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.StageClock;

/** The lines that managers of render farms and readers of logs are told, to the letter. */
class ProgressLinesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    private ClipProgress percent(PercentProgress.Lines lines, ClipProgress.Place place) {
        return new PercentProgress(console(), place, lines);
    }

    private Console console() {
        return new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false,
                new Home(Path.of("none"), Path.of("none")));
    }

    private static void run(ClipProgress progress, long frames, long finished) {
        progress.begin("a.mp4", "b.mp4", frames, finished);
        progress.loaded(new StageClock());
        for (long done = finished + 1; done <= Math.abs(frames); done++) {
            progress.written(done);
        }
        progress.notice("it is dark");
        progress.end(new RunSummary(Math.abs(frames), finished, 2, 1, Map.of(), Map.of()));
        progress.close();
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void openJobDescriptionReadsStatusAndProgress() {
        run(percent(PercentProgress.OPENJD, ClipProgress.Place.ONLY), 3, 0);
        assertEquals(
                List.of(
                        "openjd_status: a.mp4",
                        "openjd_progress: 0.0",
                        "openjd_progress: 33.0",
                        "openjd_progress: 66.0",
                        "openjd_progress: 100.0"),
                lines(out));
        assertEquals(
                List.of("restyle: note: it is dark", "restyle: 3 frames in 2.0 s, 1.50 frames per second"), lines(err));
    }

    /** The second of two clips begins at the half; no line is said twice, however many frames there are. */
    @Test
    void deadlineReadsWholePercentagesOfTheWholeTask() {
        run(percent(PercentProgress.DEADLINE, new ClipProgress.Place(2, 2)), 1000, 500);
        List<String> lines = lines(out);
        assertEquals("Progress: 75%", lines.get(0));
        assertEquals("Progress: 76%", lines.get(1));
        assertEquals("Progress: 100%", lines.get(lines.size() - 1));
        assertEquals(26, lines.size());
    }

    @Test
    void ofASourceOfUnknownLengthOnlyBothEndsAreTold() {
        run(percent(PercentProgress.DEADLINE, ClipProgress.Place.ONLY), -1, 0);
        assertEquals(List.of("Progress: 0%", "Progress: 100%"), lines(out));
    }

    @Test
    void aLogHasALineEveryTenSeconds() {
        ClipProgress progress = new TextProgress(console(), ClipProgress.Place.ONLY, () -> now);
        progress.begin("a.mp4", "b.mp4", 100, 0);
        progress.loaded(new StageClock());
        for (int frame = 1; frame <= 25; frame++) {
            now += 1_000_000_000L;
            progress.written(frame);
        }
        assertEquals(
                List.of(
                        "restyle: a.mp4: 0/100 frames",
                        "restyle: a.mp4: 10/100 frames, 1.00 fps, 1:30 left",
                        "restyle: a.mp4: 20/100 frames, 1.00 fps, 1:20 left"),
                lines(err));
    }
}
