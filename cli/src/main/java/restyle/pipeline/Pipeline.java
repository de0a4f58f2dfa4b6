package restyle.pipeline;

import java.util.Iterator;
import java.util.function.Supplier;
import restyle.files.FileFailure;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.media.MediaPath;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;
import restyle.models.graph.ModelException;
import restyle.pipeline.denoise.Denoising;
import restyle.pipeline.denoise.LatentsFile;
import restyle.pipeline.denoise.Sampling;
import restyle.pipeline.finish.ClipOutput;
import restyle.pipeline.finish.Finishers;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FinishedFrame;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginHost;
import restyle.resume.ResumePoint;
import restyle.resume.ResumedDenoiser;
import restyle.resume.RunState;

/**
 * The data path of one clip. Stages run at the same time, each a few frames ahead of the next, so a clip of any length passes through a
 * bounded amount of memory.
 */
public final class Pipeline {

    private Pipeline() {}

    /**
     * Restyles one clip; the output has its name when this returns. Anything that goes wrong leaves no output behind, but the finished
     * frames for a run that resumes.
     *
     * @param plugins where the job's preprocessors come from
     * @param cache keeps the networks for the next clip
     * @throws JobException if it cannot start
     */
    public static RunSummary restyle(Job job, PluginHost plugins, NetworkCache cache, Progress progress) {
        long began = System.nanoTime();
        StageClock clock = new StageClock();
        RunSummary summary;
        try (VideoReader reader = opened(() -> source(job, progress));
                RunState state = opened(() -> RunState.open(job, plugins))) {
            long finished = state.frames() * job.selection().every();
            progress.begin(job.input(), job.output().path(), expectedFrames(job, reader.info()), finished);
            state.notices().forEach(progress::notice);
            try (RunContext run = opened(() -> new RunContext(job, reader, plugins, cache, clock, progress::notice))) {
                Finishers finishers = opened(() -> Finishers.open(job, run));
                ClipOutput output = opened(() -> ClipOutput.open(job, run, finishers.output()));
                Iterator<FinishedFrame> frames = opened(() -> stages(job, run, state, finishers));
                long loaded = System.nanoTime();
                progress.loaded(clock);
                long written = write(frames, finishers, output, progress);
                run.complete();
                output.commit();
                state.complete();
                summary = RunSummary.of(written, Math.min(written, finished), began, loaded, clock);
            }
        }
        progress.end(summary);
        return summary;
    }

    /** Opens every stage, in the order in which a frame passes them. */
    private static Iterator<FinishedFrame> stages(Job job, RunContext run, RunState state, Finishers finishers) {
        int steps = Sampling.of(job.sampling(), run.model().prediction()).steps();
        ResumePoint point = ResumePoint.of(state, job.sampling(), steps);

        ClipStages stages = new ClipStages(job, run);
        Iterator<EncodedFrame> encoded = stages.encoded(point.from());
        Iterator<DenoisedFrame> denoised =
                ResumedDenoiser.of(state, point, Denoising.open(job, run)).of(encoded);
        Iterator<DenoisedFrame> saved = LatentsFile.open(job, run).of(denoised);
        return run.ahead("finish", finishers.of(stages.styled(saved)));
    }

    /** Writes every frame; returns how many frames of the clip they were made of. */
    static long write(Iterator<FinishedFrame> frames, Finishers finishers, ClipOutput output, Progress progress) {
        long written = 0;
        while (frames.hasNext()) {
            output.write(frames.next());
            progress.written(finishers.restyled(++written));
        }
        return finishers.restyled(written);
    }

    /** Returns how many frames will come out, or -1 if the source does not say. */
    static long expectedFrames(Job job, VideoInfo source) {
        if (job.selection().fps().isPresent() || source.frames() <= 0) {
            return -1;
        }
        return job.selection().frames().of(source.frames());
    }

    static VideoReader source(Job job, Progress progress) {
        return VideoReaders.open(MediaPath.input(job.input()), job.compute().threads(), progress::notice);
    }

    /** Opens something before the first frame: what fails there means that the job cannot run. */
    static <T> T opened(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (ModelException | PluginException | VideoException | FileFailure e) {
            throw new JobException(e.getMessage(), e);
        }
    }
}
