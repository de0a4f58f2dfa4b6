package restyle.cli.report;

import restyle.batch.ClipProgress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.StageClock;

/**
 * Says only what a log should keep: notices, and on request one line at the end.
 *
 * @param console for people
 * @param summary whether to print a line when a clip is done
 * @param place which clip
 */
public record QuietProgress(Console console, boolean summary, Place place) implements ClipProgress {

    public QuietProgress(Console console) {
        this(console, false, Place.ONLY);
    }

    @Override
    public void begin(String input, String output, long frames, long finished) {
        if (summary && place.of() > 1) {
            console.say(place.label(input));
        }
    }

    @Override
    public void loaded(StageClock clock) {}

    @Override
    public void written(long frames) {}

    @Override
    public void end(RunSummary result) {
        if (summary) {
            console.say(BarProgress.line(result));
        }
    }

    @Override
    public void notice(String text) {
        console.say("note: " + text);
    }
}
