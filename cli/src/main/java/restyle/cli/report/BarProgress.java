package restyle.cli.report;

import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import restyle.batch.ClipProgress;
import restyle.models.graph.PrintableText;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.BusyStage;
import restyle.pipeline.flow.StageClock;

/** One bar for people, on a terminal; see {@link BarLine}. It is drawn once a second, and when a frame is written. */
public final class BarProgress implements ClipProgress {

    private final Console terminal;
    private final Place place;
    private ProgressBar bar;
    private Pace pace;
    private volatile Optional<BusyStage> busy = Optional.empty();
    private String stage = "loading";

    public BarProgress(Console terminal, Place place) {
        this.terminal = terminal;
        this.place = place;
    }

    @Override
    public void begin(String input, String output, long frames, long finished) {
        pace = new Pace(frames, finished, System::nanoTime);
        BarLine line = new BarLine(PrintableText.of(place.label(input)), pace);
        bar = new ProgressBarBuilder()
                .setInitialMax(frames)
                .setRenderer((state, width) -> line.text(stage(), width))
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err()))
                .build();
    }

    @Override
    public void loaded(StageClock clock) {
        pace.begin();
        busy = Optional.of(new BusyStage(clock));
    }

    /** Called by the thread that draws. */
    private synchronized String stage() {
        busy.flatMap(BusyStage::next).ifPresent(next -> stage = next.toString());
        return stage;
    }

    @Override
    public void written(long frames) {
        pace.written(frames);
        bar.stepTo(frames);
    }

    @Override
    public void end(RunSummary summary) {
        close();
        terminal.say(line(summary));
    }

    /** Ends the bar where it is. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void notice(String text) {
        if (bar != null) {
            terminal.err().println(); // the bar stays where it is
        }
        terminal.say("note: " + text);
    }

    static String line(RunSummary summary) {
        return String.format(
                Locale.ROOT,
                "%d frames%s in %.1f s, %.2f frames per second",
                summary.frames(),
                summary.finished() == 0 ? "" : " (%d of them finished before)".formatted(summary.finished()),
                summary.seconds(),
                summary.framesPerSecond());
    }
}
