package restyle.pipeline;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import restyle.composite.Backdrop;
import restyle.composite.Footage;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.codec.Scaler;
import restyle.models.model.Checkpoint;
import restyle.models.sampling.TrailingSchedule;
import restyle.pipeline.control.ControlMaps;
import restyle.pipeline.control.FileMaps;
import restyle.pipeline.control.MapKeys;
import restyle.pipeline.control.MapSource;
import restyle.pipeline.control.MapStore;
import restyle.pipeline.control.PluginMaps;
import restyle.pipeline.control.PluginRun;
import restyle.pipeline.denoise.Denoiser;
import restyle.pipeline.denoise.LatentsFile;
import restyle.pipeline.denoise.NetworkCache;
import restyle.pipeline.denoise.Networks;
import restyle.pipeline.denoise.Sampling;
import restyle.pipeline.denoise.SourceLatents;
import restyle.pipeline.denoise.StartNoise;
import restyle.pipeline.denoise.StartNoises;
import restyle.pipeline.finish.BackgroundStage;
import restyle.pipeline.finish.DeflickerStage;
import restyle.pipeline.finish.MediaFootage;
import restyle.pipeline.finish.RenderedFrames;
import restyle.pipeline.flow.Denoised;
import restyle.pipeline.flow.FrameWithMaps;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.Padding;
import restyle.pipeline.flow.Prepared;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.pipeline.source.FrameThinning;
import restyle.pipeline.source.SourceFrames;
import restyle.plugins.Settings;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginPreprocessor;
import restyle.resume.Restart;
import restyle.resume.RunState;

/**
 * Everything that the stages of one clip need, opened: preprocessors and files. Makes the stages; closes in the reverse order. The networks
 * are the cache's and outlive the clip.
 */
final class ClipSetup implements AutoCloseable {

    private final Job job;
    private final Consumer<String> notices;
    private final StageClock clock;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final VideoReader reader;
    private final VideoInfo source;
    private final PixelSize size;
    private final Padding padding;
    private final Checkpoint checkpoint;
    private final Sampling sampling;
    private final MapKeys mapKeys;
    private final List<MapSource> maps;
    private final Networks networks;
    private final StartNoise noise;
    private final Optional<LatentsFile> latentsFile;
    private final Optional<BackgroundStage> background;
    private final Optional<DeflickerStage> deflicker;

    /** @param reader of the source, open; stays the caller's */
    ClipSetup(
            Job job,
            VideoReader reader,
            PluginHost plugins,
            NetworkCache cache,
            StageClock clock,
            Consumer<String> notices) {
        this.job = job;
        this.reader = reader;
        this.notices = notices;
        this.clock = clock;
        try {
            source = reader.info();
            size = job.selection().size().resolve(source.displayWidth(), source.displayHeight());
            Checkpoint model = Checkpoint.open(job.models().model());
            checkpoint = job.models().vae().map(model::withVae).orElse(model);
            padding = new Padding(size, size.padded(checkpoint.vaeFactor()));
            Job.Sampling s = job.sampling();
            TrailingSchedule schedule = new TrailingSchedule(s.steps());
            sampling = new Sampling(schedule, schedule.firstStep(s.strength()), checkpoint.prediction(), s.guidance());
            mapKeys = new MapKeys(job, size);
            maps = new ArrayList<>();
            for (Job.Control control : job.controls()) {
                maps.add(kept(mapSource(control, plugins)));
            }
            background = job.backing().map(backing -> kept(backgroundStage(backing, plugins)));
            deflicker = deflickerStage();
            networks = cache.networks(job, checkpoint, padding.outer());
            noise = StartNoises.of(job.sampling(), networks.latentShape());
            latentsFile = job.output().latents().map(path -> kept(new LatentsFile(path, networks.latentShape())));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T kept(T resource) {
        open.push(resource);
        return resource;
    }

    private MapSource mapSource(Job.Control control, PluginHost plugins) {
        if (control.map().isPresent()) {
            return new FileMaps(control.map().get(), size, job.compute().threads(), notices);
        }
        PluginPreprocessor preprocessor = plugins.preprocessor(control.name());
        Optional<MapStore> kept = mapStore(control, preprocessor);
        if (kept.isPresent() && kept.get().isThere()) {
            return kept.get().new Reader();
        }
        MapSource made = new PluginMaps(plugin(preprocessor, control.settings()));
        return kept.isPresent() ? kept.get().new Recorder(made) : made;
    }

    private Optional<MapStore> mapStore(Job.Control control, PluginPreprocessor preprocessor) {
        if (job.compute().mapCache().isEmpty() || !preprocessor.isCostly()) {
            return Optional.empty();
        }
        try {
            String key = mapKeys.of(control, preprocessor.plugin());
            return Optional.of(MapStore.of(job.compute().mapCache().get(), key, size));
        } catch (IOException e) {
            throw new VideoException("cannot read " + job.input() + ": " + e.getMessage(), e);
        }
    }

    private PluginRun plugin(PluginPreprocessor preprocessor, Settings settings) {
        return PluginRun.open(preprocessor, settings, size, source.frameRate().toDouble(), job.compute());
    }

    private BackgroundStage backgroundStage(Job.Backing backing, PluginHost plugins) {
        Footage.Opening footage = () -> new MediaFootage(
                backing.background().toString(), size, job.compute().threads(), notices);
        Backdrop backdrop = Backdrop.of(backing.background(), size.width(), size.height(), footage);
        PluginRun matting = plugin(plugins.preprocessor(backing.matting()), backing.settings());
        return new BackgroundStage(matting, backdrop, source.timeBase().toDouble(), clock);
    }

    private Optional<DeflickerStage> deflickerStage() {
        return job.deflicker() == 0
                ? Optional.empty()
                : Optional.of(kept(new DeflickerStage(job.deflicker(), size.width(), size.height(), clock)));
    }

    /** Size that is generated, without padding. */
    PixelSize size() {
        return size;
    }

    Iterator<TimedFrame> sourceFrames() {
        Job.Selection selection = job.selection();
        return kept(new SourceFrames(
                reader,
                selection.frames(),
                new FrameThinning(selection.fps(), source.timeBase().toDouble()),
                selection.cuts(),
                kept(new Scaler(size.width(), size.height())),
                clock));
    }

    Iterator<FrameWithMaps> controlMaps(Iterator<TimedFrame> pictures) {
        Iterator<TimedFrame> sources = deflicker.isPresent() ? deflicker.get().remembered(pictures) : pictures;
        sources = background.isPresent() ? background.get().matted(sources) : sources;
        return new ControlMaps(maps, padding, clock).of(sources);
    }

    /** Where denoising goes on behind finished frames. */
    Restart restart(RunState state) {
        return Restart.of(
                state, sampling, job.sampling().context(), job.sampling().overlap());
    }

    /** @param from position of the first frame that will be denoised */
    Iterator<Prepared> sourceLatents(Iterator<FrameWithMaps> frames, long from) {
        return new SourceLatents(
                frames, networks.encoder().orElse(null), checkpoint.latentScale(), padding, from, clock);
    }

    /** @see Denoiser */
    Iterator<Denoised> denoiser(Iterator<Prepared> frames, int behindSceneStart) {
        return new Denoiser<>(
                frames,
                sampling,
                networks.denoising(clock),
                noise,
                job.sampling().context(),
                job.sampling().overlap(),
                behindSceneStart);
    }

    /** The same frames; a copy of each is saved where that is wanted. */
    Iterator<Denoised> saved(Iterator<Denoised> frames) {
        return latentsFile.isPresent() ? latentsFile.get().copying(frames) : frames;
    }

    /** @param shown by position, the frames that are wanted; of the others only what these need is rendered */
    Iterator<TimedFrame> renderedFrames(Iterator<Denoised> frames, LongPredicate shown) {
        Iterator<Denoised> needed =
                Iterators.filter(frames, frame -> isNeeded(frame.moment().position(), shown));
        Iterator<TimedFrame> rendered = new RenderedFrames(
                needed, networks.decoder(), checkpoint.latentScale(), size, networks.latentShape(), clock);
        rendered = deflicker.isPresent() ? deflicker.get().steadied(rendered, shown) : rendered;
        return background.isPresent() ? background.get().composed(rendered) : rendered;
    }

    private boolean isNeeded(long position, LongPredicate shown) {
        return LongStream.rangeClosed(position - job.deflicker(), position + job.deflicker())
                .anyMatch(shown);
    }

    /** Gives the files beside the output their names. */
    void finish() {
        try (StageClock.Lap lap = clock.start(Stage.WRITE)) {
            maps.forEach(MapSource::finish);
            latentsFile.ifPresent(LatentsFile::commit);
        }
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                failure = joined(failure, e);
            } catch (Exception e) {
                failure = joined(failure, new IllegalStateException(e));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException joined(RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
