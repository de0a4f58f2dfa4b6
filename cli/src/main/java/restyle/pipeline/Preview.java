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
import restyle.pipeline.denoise.NetworkCache;
import restyle.pipeline.flow.Denoised;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.host.PluginHost;

/**
 * A look at a clip before it is made: its first window alone is denoised, and a few of its frames are rendered. Where the next
 * window would overlap, the clip itself will differ a little.
 */
public final class Preview {

    private final ClipSetup setup;
    private final Progress progress;

    private Preview(ClipSetup setup, Progress progress) {
        this.setup = setup;
        this.progress = progress;
    }

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
                ClipSetup setup =
                        Pipeline.opened(() -> new ClipSetup(job, reader, plugins, cache, clock, progress::notice))) {
            loaded = System.nanoTime();
            progress.loaded(clock);
            List<TimedFrame> window =
                    firstWindow(setup.sourceFrames(), job.sampling().context());
            frames = Math.min(preview.frames(), window.size());
            ContactSheet sheet = new ContactSheet(setup.size(), frames);
            new Preview(setup, progress).fill(sheet, window, spread(frames, window.size()));
            sheet.write(Path.of(job.output().path()));
        }
        RunSummary summary = RunSummary.of(frames, 0, began, loaded, clock);
        progress.end(summary);
        return summary;
    }

    /** The frames up to the length of a window or the end of the first scene. */
    static List<TimedFrame> firstWindow(Iterator<TimedFrame> pictures, int context) {
        List<TimedFrame> window = new ArrayList<>();
        while (window.size() < context && pictures.hasNext()) {
            TimedFrame next = pictures.next();
            if (next.moment().sceneStart() && !window.isEmpty()) {
                break;
            }
            window.add(next);
        }
        return window;
    }

    /** So many of the numbers 0 to {@code length - 1}, evenly spread, from the first to the last. */
    static Set<Long> spread(int count, int length) {
        Set<Long> chosen = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            chosen.add(Math.round(i * (length - 1.0) / Math.max(1, count - 1)));
        }
        return chosen;
    }

    private void fill(ContactSheet sheet, List<TimedFrame> window, Set<Long> chosen) {
        Iterator<Denoised> denoised = setup.denoiser(setup.sourceLatents(setup.controlMaps(window.iterator()), 0), 0);
        Iterator<TimedFrame> rendered = setup.renderedFrames(denoised, chosen::contains);
        for (long written = 1; rendered.hasNext(); written++) {
            TimedFrame styled = rendered.next();
            sheet.add(window.get((int) styled.moment().position()), styled);
            progress.written(written);
        }
    }
}
