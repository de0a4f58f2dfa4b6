package restyle.pipeline;

import java.util.Iterator;
import restyle.job.PixelSize;
import restyle.models.schedule.TrailingSchedule;
import restyle.video.VideoWriter;

/**
 * The data path of one clip: decode, preprocess, encode, denoise, render, write. Stages run at the same time, each a few frames
 * ahead of the next, so a clip of any length passes through a bounded amount of memory.
 */
public final class Pipeline {

    /** Frames that may wait between two stages: enough to even out their speeds. */
    private static final int WAITING = 4;

    private final ClipSetup setup;
    private final Progress progress;
    private final StageClock clock = new StageClock();

    Pipeline(ClipSetup setup, Progress progress) {
        this.setup = setup;
        this.progress = progress;
    }

    /** Restyles the clip; the output has its name when this returns. */
    RunSummary run() {
        long began = System.nanoTime();
        long written = 0;
        try (Ahead<Picture> pictures = ahead("decode", setup.sourceFrames(clock));
                Ahead<Guided> guided = ahead("preprocess", setup.controlMaps(pictures, clock));
                Ahead<Prepared> prepared = ahead("encode", setup.sourceLatents(guided, clock));
                Ahead<Denoised> denoised = ahead("denoise", setup.denoiser(prepared, clock));
                Ahead<Picture> rendered = ahead("render", setup.renderedFrames(denoised, clock))) {
            while (rendered.hasNext()) {
                setup.write(rendered.next(), clock);
                progress.written(++written);
            }
            setup.finish(clock);
        }
        RunSummary summary = new RunSummary(written, (System.nanoTime() - began) / 1e9, clock.seconds());
        progress.end(summary);
        return summary;
    }

    private static <T> Ahead<T> ahead(String name, Iterator<T> stage) {
        return new Ahead<>(name, WAITING, stage);
    }
}
