package restyle.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import restyle.job.Job;
import restyle.job.check.PreviewJob;
import restyle.media.VideoReader;
import restyle.pipeline.control.ControlMaps;
import restyle.pipeline.control.Mattes;
import restyle.pipeline.control.References;
import restyle.pipeline.denoise.Denoising;
import restyle.pipeline.denoise.LeftEdge;
import restyle.pipeline.denoise.SourceLatents;
import restyle.pipeline.finish.BackgroundReplacement;
import restyle.pipeline.finish.ColourMatching;
import restyle.pipeline.finish.Deflicker;
import restyle.pipeline.finish.Inking;
import restyle.pipeline.finish.Renderer;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.pipeline.networks.NetworkCache;
import restyle.pipeline.source.DiffusedFrames;
import restyle.plugins.host.PluginHost;

/**
 * A look at a clip before it is made: its first window alone is denoised, and a few of its frames are rendered. Where the next
 * window would overlap, the clip itself will differ a little.
 */
public final class Preview {

    private Preview() {}

    /**
     * Draws the frames into the job's output, which has its name when this returns.
     *
     * @param plugins where the job's preprocessors come from
     * @param cache keeps the networks
     * @throws restyle.job.JobException if it cannot start
     */
    public static RunSummary draw(PreviewJob preview, PluginHost plugins, NetworkCache cache, Progress progress) {
        long began = System.nanoTime();
        long loaded;
        int frames;
        StageClock clock = new StageClock();
        Job job = preview.job();
        progress.begin(job.input(), job.output().path(), preview.frames(), 0);
        try (VideoReader reader = Pipeline.opened(() -> Pipeline.source(job, progress));
                RunContext run =
                        Pipeline.opened(() -> new RunContext(job, reader, plugins, cache, clock, progress::notice))) {
            List<ClipFrame> window =
                    firstWindow(DiffusedFrames.open(job, run), job.sampling().context());
            frames = Math.min(preview.frames(), window.size());
            Set<Long> chosen = spread(frames, window.size());
            run.restrictTo(chosen::contains);
            Iterator<StyledFrame> styled = Pipeline.opened(() -> stages(job, run, window.iterator()));
            loaded = System.nanoTime();
            progress.loaded(clock);
            ContactSheet sheet = new ContactSheet(run.size(), frames);
            for (long drawn = 1; styled.hasNext(); drawn++) {
                sheet.add(styled.next());
                progress.written(drawn);
            }
            sheet.write(Path.of(job.output().path()));
        }
        RunSummary summary = RunSummary.of(frames, 0, began, loaded, clock);
        progress.end(summary);
        return summary;
    }

    /** Returns the frames up to the length of a window or the end of the first scene. */
    static List<ClipFrame> firstWindow(Iterator<ClipFrame> pictures, int context) {
        List<ClipFrame> window = new ArrayList<>();
        while (window.size() < context && pictures.hasNext()) {
            ClipFrame next = pictures.next();
            if (next.at().sceneStart() && !window.isEmpty()) {
                break;
            }
            window.add(next);
        }
        return window;
    }

    /** Returns so many of the numbers 0 to {@code length - 1}, evenly spread, from the first to the last. */
    static Set<Long> spread(int count, int length) {
        Set<Long> chosen = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            chosen.add(Math.round(i * (length - 1.0) / Math.max(1, count - 1)));
        }
        return chosen;
    }

    private static Iterator<StyledFrame> stages(Job job, RunContext run, Iterator<ClipFrame> window) {
        Iterator<ClipFrame> mapped = ControlMaps.open(job, run).of(window);
        Iterator<ClipFrame> matted = Mattes.open(job, run).of(mapped);
        Iterator<ClipFrame> referred = References.open(job, run, 0).of(matted);
        Iterator<EncodedFrame> encoded = SourceLatents.open(job, run, 0).of(referred);
        Iterator<DenoisedFrame> denoised = Denoising.open(job, run).of(encoded, LeftEdge.NONE);
        Iterator<StyledFrame> rendered = Renderer.open(job, run).of(denoised);
        Iterator<StyledFrame> inked = Inking.open(job, run).of(rendered);
        Iterator<StyledFrame> steadied = Deflicker.open(job, run).of(inked);
        Iterator<StyledFrame> coloured = ColourMatching.open(job, run).of(steadied);
        return BackgroundReplacement.open(job, run).of(coloured);
    }
}
