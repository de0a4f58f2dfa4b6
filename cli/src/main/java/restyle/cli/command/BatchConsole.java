package restyle.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import restyle.batch.BatchListener;
import restyle.batch.ClipProgress;
import restyle.batch.ClipResult;
import restyle.cli.report.BatchReport;
import restyle.cli.report.Console;
import restyle.cli.report.ReportFile;

/** Says on the console, and in the report, what a batch does. */
public final class BatchConsole implements BatchListener {

    private final Console console;
    private final ProgressOption progress;
    private final BatchReport report;

    public BatchConsole(Console console, ProgressOption progress) {
        this.console = console;
        this.progress = progress;
        report = new BatchReport(console);
    }

    @Override
    public void note(String text) {
        report.sayOnce("note: " + text);
    }

    @Override
    public void ended(ClipResult result) {
        report.add(result);
    }

    @Override
    public ClipProgress begin(ClipProgress.Place place) {
        return progress.of(console, place);
    }

    @Override
    public List<String> explain(Throwable failure) {
        return new Errors(console).explain(failure);
    }

    /** Says the summary of several clips, and writes and prints the report where that is asked for. */
    public void finish(int clips, Optional<ReportFile> file) throws JsonProcessingException {
        if (clips > 1) {
            report.summarize();
        }
        if (file.isPresent()) {
            report.write(file.get());
        }
        if (progress.isJson()) {
            report.print();
        }
    }
}
