package restyle.cli.report;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import restyle.catalogue.DownloadListener;

/** Shows how far a download is: as a bar on a terminal, else as a line for every tenth. */
public final class DownloadProgress implements DownloadListener {

    private static final int TENTHS = 10;
    private static final long MEGABYTE = 1_000_000;

    private final Console console;
    private ProgressBar bar;
    private String file;
    private Optional<Long> total = Optional.empty();
    private long tenth;

    public DownloadProgress(Console console) {
        this.console = console;
    }

    @Override
    public void begin(String name, long have, Optional<Long> size) {
        file = name;
        total = size;
        tenth = tenthOf(have);
        String resumed = have == 0 ? "" : ", resuming after " + ByteCount.text(have);
        console.say("fetching " + name
                + size.map(bytes -> ", " + ByteCount.text(bytes)).orElse("") + resumed);
        if (console.terminal()) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(size.orElse(-1L))
                    .startsFrom(have, Duration.ZERO)
                    .setUnit(" MB", MEGABYTE)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                    .build();
        }
    }

    @Override
    public void at(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
        } else if (tenthOf(bytes) > tenth && tenthOf(bytes) < TENTHS) {
            tenth = tenthOf(bytes);
            console.say("%s: %d %% of %s".formatted(file, tenth * TENTHS, ByteCount.text(total.orElseThrow())));
        }
    }

    private long tenthOf(long bytes) {
        return total.filter(size -> size > 0).map(size -> bytes * TENTHS / size).orElse(0L);
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void waiting(String server, Duration pause) {
        console.say("%s is busy; asking again in %d s".formatted(server, pause.toSeconds()));
    }
}
