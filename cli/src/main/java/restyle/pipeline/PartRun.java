package restyle.pipeline;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import restyle.job.Job;
import restyle.media.VideoException;
import restyle.media.VideoReader;
import restyle.pipeline.denoise.Denoising;
import restyle.pipeline.denoise.Sampling;
import restyle.pipeline.denoise.WindowCone;
import restyle.pipeline.flow.ClipPart;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.MadeFrame;
import restyle.pipeline.flow.PlannedScene;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.SharedMaps;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/**
 * Makes a part of a clip: its frames become what they would have become if the whole clip had been made, bit for bit. Around them, as few
 * frames are denoised as that takes.
 *
 * @param job of the clip
 * @param part what is made
 * @param name of the part, for people
 * @param withLatents whether the final latents are handed on too
 * @param maps of whole scenes, kept for other machines
 */
public record PartRun(Job job, ClipPart part, String name, boolean withLatents, Optional<SharedMaps> maps) {

    /**
     * Makes the frames.
     *
     * @param plugins where the job's preprocessors come from
     * @param cache keeps the networks for the next part
     * @param taker gets the frames, in order, as they are before finishers
     * @throws restyle.job.JobException if it cannot start
     */
    public RunSummary make(PluginHost plugins, NetworkCache cache, Progress progress, Consumer<MadeFrame> taker) {
        Map<Long, float[]> latents = new ConcurrentHashMap<>();
        return run(plugins, cache, progress, run -> stages(run, latents), frame -> {
            boolean filled = frame.at().filled();
            float[] own = filled ? null : latents.remove(frame.at().position());
            taker.accept(new MadeFrame(frame.at(), frame.image(), own));
            return !filled;
        });
    }

    /** Makes the control maps of its frames and nothing else, for the folder in which they are kept; the part has to be a scene. */
    public RunSummary makeMaps(PluginHost plugins, NetworkCache cache, Progress progress) {
        return run(plugins, cache, progress, run -> new ClipStages(job, run).mapped(), frame -> true);
    }

    /** Runs stages to their end. What they hand on counts, if it is one of the part's frames. */
    private <T> RunSummary run(
            PluginHost plugins,
            NetworkCache cache,
            Progress progress,
            Function<RunContext, Iterator<T>> stages,
            Predicate<T> taker) {
        long began = System.nanoTime();
        StageClock clock = new StageClock();
        long wanted = part.end() - part.first();
        long made = 0;
        long loaded;
        try (VideoReader reader = Pipeline.opened(() -> Pipeline.source(job, progress))) {
            progress.begin(job.input(), name, wanted, 0);
            try (RunContext run =
                    Pipeline.opened(() -> new RunContext(job, reader, plugins, cache, clock, progress::notice))) {
                run.makeOnly(part);
                maps.ifPresent(run::shareMaps);
                Iterator<T> frames = Pipeline.opened(() -> stages.apply(run));
                loaded = System.nanoTime();
                progress.loaded(clock);
                while (frames.hasNext()) {
                    made += taker.test(frames.next()) ? 1 : 0;
                    progress.written(made);
                }
            }
        }
        if (made != wanted) {
            throw new VideoException(
                    "%s: %s should have %d frames, found %d; was the file changed after it was planned?"
                            .formatted(job.input(), name, wanted, made));
        }
        RunSummary summary = RunSummary.of(made, 0, began, loaded, clock);
        progress.end(summary);
        return summary;
    }

    private Iterator<StyledFrame> stages(RunContext run, Map<Long, float[]> latents) {
        PlannedScene scene = part.scene();
        int before = job.deflicker() + (job.selection().every() > 1 ? 1 : 0);
        int first = (int) Math.max(0, part.first() - before - scene.first());
        int last = (int) Math.min(scene.frames(), part.end() + job.deflicker() - scene.first()) - 1;
        int steps = Sampling.of(job.sampling(), run.model().prediction()).steps();
        WindowCone cone = WindowCone.of(
                scene.frames(),
                first,
                last,
                steps,
                job.sampling().context(),
                job.sampling().overlap());
        long from = scene.first() + cone.edge().first();

        ClipStages stages = new ClipStages(job, run);
        Iterator<EncodedFrame> encoded = stages.encoded(from);
        Iterator<EncodedFrame> needed =
                Iterators.filter(encoded, frame -> frame.at().position() >= from);
        Iterator<DenoisedFrame> denoised = Denoising.open(job, run).of(needed, cone.edge());
        Iterator<DenoisedFrame> enough = Iterators.to(
                Iterators.filter(denoised, frame -> frame.at().position() >= scene.first() + first),
                frame -> frame.at().position() == scene.first() + last);
        return stages.styled(Iterators.map(enough, frame -> {
            if (withLatents && part.holds(frame.at().position())) {
                latents.put(frame.at().position(), frame.latents());
            }
            return frame;
        }));
    }
}
