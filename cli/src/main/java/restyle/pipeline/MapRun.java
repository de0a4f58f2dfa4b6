package restyle.pipeline;

import java.util.Optional;
import restyle.job.Job;
import restyle.models.runtime.Device;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Matte;
import restyle.plugins.Preprocessor;
import restyle.plugins.Settings;
import restyle.video.MediaPath;
import restyle.video.OutputFormat;
import restyle.video.SceneCuts;
import restyle.video.SceneFrame;
import restyle.video.SourceFrame;
import restyle.video.VideoException;
import restyle.video.VideoInfo;
import restyle.video.VideoReader;
import restyle.video.VideoWriter;

/**
 * Runs one preprocessor alone over a clip, at the clip's own size, and writes what it makes: control maps as they are, mattes as
 * grey pictures (alpha times 255, truncated).
 *
 * @param preprocessor what runs
 * @param settings of the preprocessor, complete
 * @param cuts threshold of the scene cuts that reset it
 * @param compute what it may compute with
 */
public record MapRun(Preprocessor preprocessor, Settings settings, double cuts, Job.Compute compute) {

    /** Writes a map for every frame; the output has its name when this returns. */
    public RunSummary run(MediaPath input, MediaPath output, Progress progress) {
        long began = System.nanoTime();
        StageClock clock = new StageClock();
        long loaded;
        long frames;
        try (VideoReader reader = VideoReader.open(input, compute.threads(), progress::notice)) {
            VideoInfo info = reader.info();
            progress.begin(input.toString(), output.toString(), info.frames() > 0 ? info.frames() : -1);
            OutputFormat format = OutputFormat.DEFAULT.withoutAudio().withThreads(compute.threads());
            try (FrameProcessor processor = preprocessor.open(clip(info), settings);
                    VideoWriter writer = VideoWriter.create(output, info, format, progress::notice)) {
                loaded = System.nanoTime();
                frames = write(reader, processor, writer, progress, clock);
                writer.commit();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new VideoException(preprocessor.name() + " cannot process " + input + ": " + e.getMessage(), e);
            }
        }
        RunSummary summary = RunSummary.of(frames, began, loaded, clock);
        progress.end(summary);
        return summary;
    }

    private long write(
            VideoReader reader, FrameProcessor processor, VideoWriter writer, Progress progress, StageClock clock)
            throws Exception {
        long frames = 0;
        try (SceneCuts scenes = new SceneCuts(reader::next, cuts)) {
            for (Optional<SceneFrame> next = scenes.next(); next.isPresent(); next = scenes.next()) {
                SourceFrame source = next.get().source();
                FrameResult result;
                try (StageClock.Lap lap = clock.start(Stage.PREPROCESS)) {
                    if (next.get().cut()) {
                        processor.reset();
                    }
                    result = processor.process(source.frame());
                }
                writer.write(picture(source.frame().index(), result), source.ticks(), source.durationTicks());
                progress.written(++frames);
            }
        }
        return frames;
    }

    private Clip clip(VideoInfo info) {
        return new Clip(
                info.width(),
                info.height(),
                info.frameRate().toDouble(),
                Device.find(compute.device()).toString(),
                compute.threads());
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
