package restyle.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import restyle.pipeline.RunSummary;

/** One bar for people, on a terminal: which clip, frames, frames per second, time left. */
final class BarProgress implements ClipProgress {

    private final PrintStream terminal;
    private final Place place;
    private ProgressBar bar;

    BarProgress(PrintStream terminal, Place place) {
        this.terminal = terminal;
        this.place = place;
    }

    @Override
    public void begin(String input, String output, long frames) {
        bar = new ProgressBarBuilder()
                .setTaskName(place.label(input))
                .setUnit(" frames", 1)
                .setInitialMax(frames)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(terminal))
                .build();
    }

    @Override
    public void written(long frames) {
        bar.stepTo(frames);
    }

    @Override
    public void end(RunSummary summary) {
        close();
        terminal.println("restyle: " + line(summary));
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
        terminal.println((bar == null ? "" : System.lineSeparator()) + "restyle: note: " + text);
    }

    static String line(RunSummary summary) {
        return String.format(
                Locale.ROOT,
                "%d frames in %.1f s, %.2f frames per second",
                summary.frames(),
                summary.seconds(),
                summary.framesPerSecond());
    }
}
