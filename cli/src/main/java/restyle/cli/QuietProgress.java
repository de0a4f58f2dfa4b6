package restyle.cli;

import java.io.PrintStream;
import restyle.pipeline.Progress;
import restyle.pipeline.RunSummary;

/**
 * Says only what a log should keep: notices, and on request one line at the end.
 *
 * @param err for people
 * @param summary whether to print a line when a clip is done
 */
record QuietProgress(PrintStream err, boolean summary) implements Progress {

    @Override
    public void begin(String input, String output, long frames) {}

    @Override
    public void written(long frames) {}

    @Override
    public void end(RunSummary result) {
        if (summary) {
            err.println(BarProgress.line(result));
        }
    }

    @Override
    public void notice(String text) {
        err.println("restyle: note: " + text);
    }
}
