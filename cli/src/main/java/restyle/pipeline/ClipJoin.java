package restyle.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;
import restyle.job.Job;
import restyle.media.VideoReader;
import restyle.pipeline.denoise.LatentsFile;
import restyle.pipeline.finish.ClipOutput;
import restyle.pipeline.finish.Finishers;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.FinishedFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.MadeFrame;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.pipeline.networks.NetworkCache;
import restyle.pipeline.source.DiffusedFrames;
import restyle.plugins.host.PluginHost;

/** Writes a clip whose frames have been made in parts: with finishers, sound and all else that the output of a whole run has. */
public final class ClipJoin {

    private ClipJoin() {}

    /**
     * Writes a clip; the output has its name when this returns.
     *
     * @param made returns what was made of a frame; called in order
     * @param plugins where the job's finishers come from
     * @param cache of networks, of which none are used
     * @throws restyle.job.JobException if it cannot start
     */
    public static RunSummary join(
            Job job,
            Function<FramePosition, MadeFrame> made,
            PluginHost plugins,
            NetworkCache cache,
            Progress progress) {
        long began = System.nanoTime();
        StageClock clock = new StageClock();
        RunSummary summary;
        try (VideoReader reader = Pipeline.opened(() -> Pipeline.source(job, progress))) {
            progress.begin(job.input(), job.output().path(), Pipeline.expectedFrames(job, reader.info()), 0);
            try (RunContext run =
                    Pipeline.opened(() -> new RunContext(job, reader, plugins, cache, clock, progress::notice))) {
                Finishers finishers = Pipeline.opened(() -> Finishers.open(job, run));
                ClipOutput output = Pipeline.opened(() -> ClipOutput.open(job, run, finishers.output()));
                Iterator<FinishedFrame> frames = Pipeline.opened(() -> stages(job, run, made, finishers));
                long loaded = System.nanoTime();
                progress.loaded(clock);
                long written = Pipeline.write(frames, finishers, output, progress);
                run.complete();
                output.commit();
                summary = RunSummary.of(written, 0, began, loaded, clock);
            }
        }
        progress.end(summary);
        return summary;
    }

    private static Iterator<FinishedFrame> stages(
            Job job, RunContext run, Function<FramePosition, MadeFrame> made, Finishers finishers) {
        Deque<StyledFrame> pictures = new ArrayDeque<>();
        Iterator<ClipFrame> decoded =
                run.ahead("decode", Iterators.flatMap(DiffusedFrames.open(job, run), ClipFrame::shown));
        Iterator<DenoisedFrame> denoised = Iterators.map(decoded, frame -> {
            MadeFrame read = made.apply(frame.at());
            pictures.add(new StyledFrame(frame, read.image()));
            return new DenoisedFrame(frame, read.latents());
        });
        Iterator<DenoisedFrame> saved = LatentsFile.open(job, run).of(denoised);
        Iterator<StyledFrame> styled = Iterators.map(saved, frame -> pictures.remove());
        return run.ahead("finish", finishers.of(styled));
    }
}
