package restyle.pipeline;

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
            for (Optional<SceneFrame> next = read(scenes, clock); next.isPresent(); next = read(scenes, clock)) {
                SourceFrame source = next.get().source();
                FrameResult result;
                try (StageClock.Lap lap = clock.start(Stage.PREPROCESS)) {
                    result = plugin.next(next.get().cut(), source.frame());
                }
                try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
                    writer.write(picture(source.frame().index(), result), source.ticks(), source.durationTicks());
                }
                progress.written(++frames);
            }
        }
        return frames;
    }

    private static Optional<SceneFrame> read(SceneCuts scenes, StageClock clock) {
        try (StageClock.Lap lap = clock.start(Stage.DECODE)) {
            return scenes.next();
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
