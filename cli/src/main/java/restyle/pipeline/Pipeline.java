package restyle.pipeline;

import java.util.Iterator;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.models.graph.ModelException;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginHost;
import restyle.video.VideoException;

/**
 * The data path of one clip: decode, preprocess, encode, denoise, render, write. Stages run at the same time, each a few frames
 * ahead of the next, so a clip of any length passes through a bounded amount of memory.
 */
public final class Pipeline {

    /** Frames that may wait between two stages: enough to even out their speeds. */
    private static final int WAITING = 4;

    private final ClipSetup setup;
    private final Progress progress;

    private Pipeline(ClipSetup setup, Progress progress) {
        this.setup = setup;
        this.progress = progress;
    }

    /**
     * Restyles one clip; the output has its name when this returns. Anything that goes wrong leaves no output behind, but the
     * finished frames for a run that resumes.
     *
     * @param plugins where the job's preprocessors come from
     * @param cache keeps the networks for the next clip
     * @throws JobException if it cannot start
     */
    public static RunSummary restyle(Job job, PluginHost plugins, NetworkCache cache, Progress progress) {
        long began = System.nanoTime();
        long loaded;
        long frames;
        StageClock clock = new StageClock();
        try (ClipSetup setup = open(job, plugins, cache, clock, progress)) {
            loaded = System.nanoTime();
            progress.begin(job.input(), job.output().path(), setup.expectedFrames());
            if (setup.finishedFrames() > 0) {
                progress.notice("goes on behind %d finished frames".formatted(setup.finishedFrames()));
            }
            frames = new Pipeline(setup, progress).run();
        }
        RunSummary summary =
                new RunSummary(frames, (System.nanoTime() - began) / 1e9, (loaded - began) / 1e9, clock.seconds());
        progress.end(summary);
        return summary;
    }

    /** What fails here fails before the first frame: the job cannot run. */
    private static ClipSetup open(
            Job job, PluginHost plugins, NetworkCache cache, StageClock clock, Progress progress) {
        try {
            return new ClipSetup(job, plugins, cache, clock, progress::notice);
        } catch (ModelException | PluginException | VideoException e) {
            throw new JobException(e.getMessage(), e);
        }
    }

    private long run() {
        long written = 0;
        try (Ahead<Picture> pictures = ahead("decode", setup.sourceFrames());
                Ahead<Guided> guided = ahead("preprocess", setup.controlMaps(pictures));
                Ahead<Prepared> prepared = ahead("encode", setup.sourceLatents(guided));
                Ahead<Denoised> denoised = ahead("denoise", setup.denoiser(prepared));
                Ahead<Picture> rendered = ahead("render", setup.renderedFrames(denoised))) {
            while (rendered.hasNext()) {
                setup.write(rendered.next());
                progress.written(++written);
            }
            setup.finish();
        }
        return written;
    }

    private static <T> Ahead<T> ahead(String name, Iterator<T> stage) {
        return new Ahead<>(name, WAITING, stage);
    }
}
