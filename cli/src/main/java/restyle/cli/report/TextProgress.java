package restyle.cli.report;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import restyle.batch.ClipProgress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.StageClock;

/** Lines for a log: when a clip begins, every ten seconds in which a frame was written, and at its end. */
public final class TextProgress implements ClipProgress {

    private static final long NANOS_BETWEEN = 10_000_000_000L;

    private final Console console;
    private final Place place;
    private final LongSupplier nanoTime;
    private String clip;
    private Pace pace;
    private long last;

    public TextProgress(Console console, Place place) {
        this(console, place, System::nanoTime);
    }

    TextProgress(Console console, Place place, LongSupplier nanoTime) {
        this.console = console;
        this.place = place;
        this.nanoTime = nanoTime;
    }

    @Override
    public void begin(String input, String output, long frames, long finished) {
        clip = place.label(input);
        pace = new Pace(frames, finished, nanoTime);
        last = nanoTime.getAsLong();
        say(count(finished));
    }

    @Override
    public void loaded(StageClock clock) {
        pace.begin();
    }

    @Override
    public void written(long frames) {
        pace.written(frames);
        if (nanoTime.getAsLong() - last >= NANOS_BETWEEN) {
            last = nanoTime.getAsLong();
            OptionalDouble rate = pace.framesPerSecond();
            OptionalDouble left = pace.secondsLeft();
            say(count(frames)
                    + (rate.isPresent() ? String.format(Locale.ROOT, ", %.2f fps", rate.getAsDouble()) : "")
                    + (left.isPresent() ? ", " + BarLine.time(left.getAsDouble()) + " left" : ""));
        }
    }

    @Override
    public void end(RunSummary summary) {
        say(BarProgress.line(summary));
    }

    @Override
    public void notice(String text) {
        console.say("note: " + text);
    }

    private String count(long done) {
        return pace.frames() < 0 ? done + " frames" : done + "/" + pace.frames() + " frames";
    }

    private void say(String text) {
        console.say(clip + ": " + text);
    }
}
