package restyle.cli.report;

import java.util.Locale;
import restyle.batch.ClipProgress;
import restyle.models.graph.PrintableText;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.StageClock;

/**
 * Lines for the managers of render farms, who look for them in what a task prints: each on a line of its own from the first column,
 * flushed, and only when the whole percentage of all clips has changed. What is for people goes where it always goes.
 */
public final class PercentProgress implements ClipProgress {

    /** The lines that a manager understands. */
    public interface Lines {

        /** Says how much of the task is done, 0 to 100. */
        String progress(int percent);

        /** Says what the task is at; empty if the manager has no such line. */
        String status(String text);
    }

    /** Open Job Description: {@code openjd_progress} and {@code openjd_status}, of its specification "How jobs are run". */
    public static final Lines OPENJD = new Lines() {
        @Override
        public String progress(int percent) {
            return String.format(Locale.ROOT, "openjd_progress: %d.0", percent);
        }

        @Override
        public String status(String text) {
            return "openjd_status: " + text;
        }
    };

    /** Deadline: the line that the handlers of its public plugins look for, with a whole number. */
    public static final Lines DEADLINE = new Lines() {
        @Override
        public String progress(int percent) {
            return String.format(Locale.ROOT, "Progress: %d%%", percent);
        }

        @Override
        public String status(String text) {
            return "";
        }
    };

    private static final int ALL = 100;

    private final Console console;
    private final QuietProgress people;
    private final Place place;
    private final Lines lines;
    private long frames;
    private int printed = -1;

    /** Prints to a console: what managers read to its results, notices and the line at the end to people. */
    public PercentProgress(Console console, Place place, Lines lines) {
        this.console = console;
        this.place = place;
        this.lines = lines;
        people = new QuietProgress(console, true, place);
    }

    @Override
    public void begin(String input, String output, long count, long finished) {
        people.begin(input, output, count, finished);
        frames = count;
        print(lines.status(place.label(input)));
        tell(part(finished));
    }

    @Override
    public void loaded(StageClock clock) {
        people.loaded(clock);
    }

    @Override
    public void written(long done) {
        tell(part(done));
    }

    @Override
    public void end(RunSummary summary) {
        tell(1);
        people.end(summary);
    }

    @Override
    public void notice(String text) {
        people.notice(text);
    }

    /** Of a source that does not say how long it is, only its beginning and its end are known. */
    private double part(long done) {
        return frames <= 0 ? 0 : Math.min(1, (double) done / frames);
    }

    private void tell(double part) {
        int percent = (int) (ALL * (place.number() - 1 + part) / place.of());
        if (percent > printed) {
            printed = percent;
            print(lines.progress(percent));
        }
    }

    private void print(String line) {
        if (!line.isEmpty()) {
            console.out().println(PrintableText.of(line));
            console.out().flush();
        }
    }
}
