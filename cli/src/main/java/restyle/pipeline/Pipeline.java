package restyle.pipeline;

import java.util.Iterator;
import java.util.function.Supplier;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.media.MediaPath;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;
import restyle.models.graph.ModelException;
import restyle.pipeline.denoise.NetworkCache;
import restyle.pipeline.finish.ClipOutput;
import restyle.pipeline.flow.Denoised;
import restyle.pipeline.flow.FrameWithMaps;
import restyle.pipeline.flow.Prefetch;
import restyle.pipeline.flow.Prepared;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginHost;
import restyle.resume.Resumption;
import restyle.resume.RunState;

/**
 * The data path of one clip: decode, preprocess, encode, denoise, render, write. Stages run at the same time, each a few frames
 * ahead of the next, so a clip of any length passes through a bounded amount of memory.
 */
public final class Pipeline {

    /** Frames that may wait between two stages: enough to even out their speeds. */
    private static final int WAITING = 4;

    private final ClipSetup setup;
    private final Resumption resumption;
    private final ClipOutput file;
    private final Progress progress;

    private Pipeline(ClipSetup setup, Resumption resumption, ClipOutput file, Progress progress) {
        this.setup = setup;
        this.resumption = resumption;
        this.file = file;
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
        RunSummary summary;
        try (VideoReader reader = opened(() -> source(job, progress));
                RunState state = opened(() -> RunState.open(job, plugins))) {
            long finished = state.frames();
            progress.begin(job.input(), job.output().path(), expectedFrames(job, reader.info()), finished);
            state.notice().ifPresent(progress::notice);
            long loaded;
            long frames;
            StageClock clock = new StageClock();
            try (ClipOutput file = opened(() -> new ClipOutput(job, reader.info(), clock, progress::notice));
                    ClipSetup setup =
                            opened(() -> new ClipSetup(job, reader, plugins, cache, clock, progress::notice))) {
                loaded = System.nanoTime();
                progress.loaded(clock);
                frames = new Pipeline(setup, new Resumption(state, setup.restart(state)), file, progress).run();
                state.complete();
            }
            summary = RunSummary.of(frames, Math.min(frames, finished), began, loaded, clock);
        }
        progress.end(summary);
        return summary;
    }

    /** How many frames will come out, or -1 if the source does not say. */
    private static long expectedFrames(Job job, VideoInfo source) {
        if (job.selection().fps().isPresent() || source.frames() <= 0) {
            return -1;
        }
        return job.selection().frames().of(source.frames());
    }

    static VideoReader source(Job job, Progress progress) {
        return VideoReaders.open(MediaPath.input(job.input()), job.compute().threads(), progress::notice);
    }

    /** What fails here fails before the first frame: the job cannot run. */
    static <T> T opened(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (ModelException | PluginException | VideoException e) {
            throw new JobException(e.getMessage(), e);
        }
    }

    private long run() {
        long written = 0;
        try (Prefetch<TimedFrame> pictures = ahead("decode", setup.sourceFrames());
                Prefetch<FrameWithMaps> guided = ahead("preprocess", setup.controlMaps(pictures));
                Prefetch<Prepared> prepared = ahead(
                        "encode",
                        setup.sourceLatents(guided, resumption.restart().from()));
                Prefetch<Denoised> denoised = denoised(prepared);
                Prefetch<TimedFrame> rendered = ahead("render", setup.renderedFrames(denoised, position -> true))) {
            while (rendered.hasNext()) {
                file.write(rendered.next());
                progress.written(++written);
            }
            setup.finish();
            file.commit();
        }
        return written;
    }

    private Prefetch<Denoised> denoised(Iterator<Prepared> prepared) {
        return ahead("denoise", setup.saved(resumption.frames(prepared, setup::denoiser)));
    }

    private static <T> Prefetch<T> ahead(String name, Iterator<T> stage) {
        return new Prefetch<>(name, WAITING, stage);
    }
}
