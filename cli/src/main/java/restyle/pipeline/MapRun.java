package restyle.pipeline;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.VideoWriter;
import restyle.media.read.VideoReaders;
import restyle.media.write.VideoWriters;
import restyle.pipeline.control.PluginRun;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameResult;
import restyle.plugins.Matte;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginPreprocessor;
import restyle.vision.SceneCuts;
import restyle.vision.SceneFrame;

/**
 * Runs one preprocessor alone over a clip, at the clip's own size, and writes what it makes: control maps as they are, mattes as
 * grey pictures (alpha times 255, truncated).
 *
 * @param preprocessor what runs
 * @param settings of the preprocessor, complete
 * @param cuts threshold of the scene cuts that reset it
 * @param compute what it may compute with
 */
public record MapRun(PluginPreprocessor preprocessor, Settings settings, double cuts, Job.Compute compute) {

    /** Writes a map for every frame; the output has its name when this returns. */
    public RunSummary run(MediaPath input, MediaPath output, Progress progress) {
        long began = System.nanoTime();
        StageClock clock = new StageClock();
        long loaded;
        long frames;
        try (VideoReader reader = VideoReaders.open(input, compute.threads(), progress::notice)) {
            VideoInfo info = reader.info();
            progress.begin(input.toString(), output.toString(), info.frames() > 0 ? info.frames() : -1, 0);
            PixelSize size = new PixelSize(info.width(), info.height());
            OutputFormat format = OutputFormat.DEFAULT.withoutAudio().withThreads(compute.threads());
            try (PluginRun plugin = PluginRun.open(
                            preprocessor, settings, size, info.frameRate().toDouble(), compute, progress::notice);
                    VideoWriter writer = VideoWriters.create(output, info, format, progress::notice)) {
                loaded = System.nanoTime();
                progress.loaded(clock);
                frames = write(reader, plugin, writer, progress, clock);
                try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
                    writer.commit();
                }
            }
        }
        RunSummary summary = RunSummary.of(frames, 0, began, loaded, clock);
        progress.end(summary);
        return summary;
    }

    private long write(VideoReader reader, PluginRun plugin, VideoWriter writer, Progress progress, StageClock clock) {
        long frames = 0;
        try (SceneCuts scenes = new SceneCuts(reader::next, cuts)) {
            Iterator<List<SceneFrame>> lists =
                    Iterators.lists(new Scenes(scenes, clock), plugin.batch(), SceneFrame::cut);
            while (lists.hasNext()) {
                List<SceneFrame> list = lists.next();
                List<Frame> images =
                        list.stream().map(next -> next.source().frame()).toList();
                List<FrameResult> results;
                try (StageClock.Lap lap = clock.start(Stage.PREPROCESS)) {
                    results = plugin.next(list.get(0).cut(), images);
                }
                for (int i = 0; i < list.size(); i++) {
                    SourceFrame source = list.get(i).source();
                    try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
                        Frame map = picture(source.frame().index(), results.get(i));
                        writer.write(map, source.ticks(), source.durationTicks());
                    }
                    progress.written(++frames);
                }
            }
        }
        return frames;
    }

    /** The frames of a clip as they are read. */
    private static final class Scenes implements Iterator<SceneFrame> {
        private final SceneCuts scenes;
        private final StageClock clock;
        private Optional<SceneFrame> next = Optional.empty();
        private boolean read;

        Scenes(SceneCuts scenes, StageClock clock) {
            this.scenes = scenes;
            this.clock = clock;
        }

        @Override
        public boolean hasNext() {
            if (!read) {
                try (StageClock.Lap lap = clock.start(Stage.DECODE)) {
                    next = scenes.next();
                }
                read = true;
            }
            return next.isPresent();
        }

        @Override
        public SceneFrame next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            read = false;
            return next.orElseThrow();
        }
    }

    private static Frame picture(long index, FrameResult result) {
        if (result instanceof Matte matte) {
            byte[] grey = new byte[matte.alpha().length];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) (int) (Math.max(0, Math.min(1, matte.alpha()[i])) * 255);
            }
            return new Frame(
                    index,
                    matte.width(),
                    matte.height(),
                    ControlMap.grey(matte.width(), matte.height(), grey).rgb());
        }
        return new Frame(index, result.width(), result.height(), ((ControlMap) result).rgb());
    }
}
