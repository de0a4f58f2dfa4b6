package restyle.job.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import restyle.files.Home;
import restyle.job.FrameRange;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.SizeOption;
import restyle.job.Target;
import restyle.job.options.BundledModels;
import restyle.job.options.Config;
import restyle.job.options.JobOptions;
import restyle.job.options.LayeredOptions;
import restyle.job.options.ModelLibrary;
import restyle.job.options.Styles;
import restyle.media.AudioMode;
import restyle.media.VideoInfo;
import restyle.models.model.Checkpoint;
import restyle.models.model.MotionDefaults;
import restyle.models.nets.MotionNorms;
import restyle.models.runtime.Device;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.Sampler;
import restyle.plugins.ResultKind;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginPreprocessor;
import restyle.vision.SceneCuts;

/** Makes a {@link Job} of options, or says everything that is wrong with them at once; nothing is started or written. */
public final class JobResolver {

    private static final int MAX_DEFLICKER = 4;

    /** Frames further apart have next to nothing in common. */
    private static final int MAX_EVERY = 8;

    private final Home home;
    private final PluginHost plugins;
    private final Config config;

    /** Resolves jobs as they are typed, with nobody's defaults. */
    public JobResolver(Home home, PluginHost plugins) {
        this(home, plugins, Config.none());
    }

    /**
     * Resolves jobs as they are typed.
     *
     * @param config the user's own defaults
     */
    public JobResolver(Home home, PluginHost plugins, Config config) {
        this.home = home;
        this.plugins = plugins;
        this.config = config;
    }

    /**
     * Resolves the options for one clip.
     *
     * @throws JobException with every problem found; one with a value of the config says where that stands
     */
    public ResolvedJob resolve(ClipRequest request) {
        if (request.document().file().isPresent() || config.files().isEmpty()) {
            return resolved(request);
        }
        return config.locate(request.commandLine(), () -> resolved(request));
    }

    private ResolvedJob resolved(ClipRequest request) {
        Problems problems = new Problems();
        String input = request.input();
        Target target = request.target();
        Optional<LayeredOptions> layers = problems.check(
                "", () -> LayeredOptions.of(request.commandLine(), request.document(), config, home, this::isMatting));
        if (layers.isEmpty()) {
            throw withoutModel(request, problems);
        }
        JobOptions options = layers.get().options();
        FileConflicts conflicts = new FileConflicts();
        request.document().file().ifPresent(file -> conflicts.reads("--job", List.of(file)));
        conflicts.reads("config", config.paths());
        conflicts.reads("--prompt", PromptResolver.files(options.prompt));
        conflicts.reads("--negative", PromptResolver.files(options.negative));
        Optional<VideoInfo> source = InputOutputChecks.check(input, target, options, problems);
        Job.Models models = models(layers.get(), problems);
        Optional<Checkpoint> checkpoint = ModelFit.usable(models, problems);
        ControlResolver controls = new ControlResolver(plugins, layers.get().library(), problems);
        PromptResolver prompts = new PromptResolver(layers.get(), problems);
        SamplingResolver sampling = new SamplingResolver(layers.get(), models.motion(), problems);
        Job job = new Job(
                input,
                models,
                prompts.resolve(),
                sampling.resolve(),
                selection(options, checkpoint, problems),
                controls.resolve(options.control == null ? List.of() : options.control),
                ReferenceResolver.resolve(layers.get(), problems),
                controls.backing(options),
                problems.check("--deflicker", () -> OptionChecks.whole(options.deflicker, 0, MAX_DEFLICKER))
                        .orElse(0),
                new DeliveryResolver(plugins, layers.get().library(), problems).resolve(options),
                output(target, options, problems),
                compute(options, problems));
        options.control = controls.written();
        ModelFit.check(job, checkpoint, problems);
        List<String> warnings = LoraResolver.check(job.models(), checkpoint, problems);
        source.ifPresent(clip -> checkClip(job, clip, checkpoint, problems));
        Optional<PreviewJob> preview =
                request.preview().flatMap(frames -> problems.check("", () -> new PreviewJob(job, frames)));
        if (source.isPresent() && request.preview().isEmpty()) {
            InputOutputChecks.checkFrames(job, source.get(), problems);
        }
        problems.throwIfAny();
        layers.get().jobFile().checkFiles(job, BundledModels.of(home), problems);
        conflicts.reads("styles", Styles.files(job.models().model(), home));
        conflicts.check(job, problems);
        problems.throwIfAny();
        warnings.addAll(warnings(job, prompts, sampling));
        warnings.addAll(ReferenceResolver.warnings(options));
        warnings.addAll(OptionChecks.rateWarnings(
                job.selection().fps(), source.orElseThrow().frameRate()));
        checkpoint.ifPresent(model -> warnings.addAll(model.notes()));
        return new ResolvedJob(job, source.orElseThrow(), BundledModels.of(home).named(options), preview, warnings);
    }

    /** Adds what else is wrong to the problems of a model or style that cannot be found. */
    private JobException withoutModel(ClipRequest request, Problems problems) {
        Optional<LayeredOptions> layers =
                LayeredOptions.withoutModel(request.commandLine(), request.document(), config, home);
        JobOptions options = layers.map(LayeredOptions::options).orElseGet(JobOptions::new);
        InputOutputChecks.check(request.input(), request.target(), options, problems);
        layers.ifPresent(said -> {
            new SamplingResolver(said, Optional.empty(), problems).resolve();
            selection(options, Optional.empty(), problems);
            output(request.target(), options, problems);
            compute(options, problems);
        });
        return problems.exception();
    }

    private static void checkClip(Job job, VideoInfo clip, Optional<Checkpoint> checkpoint, Problems problems) {
        InputOutputChecks.checkEncoder(job, clip, problems);
        MapChecks.check(job, clip, problems);
        checkpoint.ifPresent(model -> NoiseFit.check(job, model, clip, problems));
    }

    private boolean isMatting(String name) {
        PluginPreprocessor plugin = plugins.preprocessors().get(name);
        return plugin != null && plugin.produces() == ResultKind.MATTE;
    }

    private static Job.Models models(LayeredOptions layers, Problems problems) {
        JobOptions options = layers.options();
        ModelLibrary library = layers.library();
        Optional<Path> motion = problems.check("--motion", () -> motion(layers));
        Optional<Path> vae =
                options.vae == null ? Optional.empty() : problems.check("--vae", () -> library.find(options.vae));
        motion.ifPresent(path -> options.motion = path.toString());
        vae.ifPresent(path -> options.vae = path.toString());
        Optional<Prediction> prediction = options.prediction == null
                ? Optional.empty()
                : problems.check("--prediction", () -> Prediction.of(options.prediction));
        MotionNorms norms = options.motionNorms == null
                ? MotionNorms.WINDOW
                : problems.check("--motion-norms", () -> MotionNorms.of(options.motionNorms))
                        .orElse(MotionNorms.WINDOW);
        return new Job.Models(
                Path.of(options.model),
                motion,
                vae,
                prediction,
                norms,
                LoraResolver.loras(layers, problems),
                LoraResolver.motionLoras(layers, problems));
    }

    private static Path motion(LayeredOptions layers) {
        JobOptions options = layers.options();
        if (options.motion != null) {
            return layers.library().find(options.motion);
        }
        Optional<Path> ofPack =
                layers.pack().map(pack -> pack.resolve("motion")).filter(Files::isDirectory);
        int steps = options.steps == null ? MotionDefaults.LIGHTNING.steps() : options.steps;
        return ofPack.or(() -> layers.library().lightning(steps))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no AnimateDiff-Lightning module for %d steps (animatediff_lightning_%dstep_*.safetensors) in %s; put one there, or give --motion FILE"
                                .formatted(
                                        steps,
                                        steps == 3 ? 2 : steps,
                                        layers.library().places())));
    }

    private static Job.Selection selection(JobOptions o, Optional<Checkpoint> checkpoint, Problems problems) {
        SizeOption otherwise = checkpoint
                .<SizeOption>map(c -> new SizeOption.Area(c.trainedPixels(), c.vaeFactor()))
                .orElse(new SizeOption.Source());
        SizeOption size = o.size == null
                ? otherwise
                : problems.check("--size", () -> SizeOption.parse(o.size)).orElse(otherwise);
        OptionalDouble fps = o.fps == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(problems.check("--fps", () -> OptionChecks.number(o.fps, 0, 1000))
                        .orElse(1.0));
        int every = problems.check("--every", () -> OptionChecks.whole(o.every, 1, MAX_EVERY))
                .orElse(1);
        // What is wrong with a range has been said when the source was looked at.
        FrameRange frames = o.frames == null || !problems.isEmpty() ? FrameRange.ALL : FrameRange.parse(o.frames);
        double cuts = problems.check("--cuts", () -> OptionChecks.cuts(o.cuts)).orElse(SceneCuts.OFF);
        return new Job.Selection(size, fps, every, frames, cuts);
    }

    private static Job.Output output(Target target, JobOptions o, Problems problems) {
        Optional<Integer> quality = o.quality == null
                ? Optional.empty()
                : problems.check("--quality", () -> OptionChecks.whole(o.quality, 0, 100));
        AudioMode audio = problems.check(
                        "--audio", () -> AudioMode.named(OptionChecks.word(o.audio, AudioMode.names())))
                .orElse(AudioMode.COPY);
        Map<String, String> encoderOptions = problems.check(
                        "--encoder-option",
                        () -> OptionChecks.pairs(o.encoderOption == null ? List.of() : o.encoderOption))
                .orElse(Map.of());
        // What is wrong with the name has been said when the output was looked at.
        Optional<Path> latents = o.saveLatents == null
                ? Optional.empty()
                : new Problems().check("--save-latents", () -> Path.of(o.saveLatents));
        return new Job.Output(
                target.path(), Optional.ofNullable(o.codec), quality, encoderOptions, audio, latents, target.resume());
    }

    private Job.Compute compute(JobOptions o, Problems problems) {
        int threads = problems.check("--threads", () -> Job.Compute.threads(o.threads))
                .orElse(1);
        problems.check("--device", () -> Device.find(o.device))
                .ifPresent(device -> problems.check("--precision", () -> device.precision(o.precision)));
        Optional<Path> cache = Boolean.TRUE.equals(o.noMapCache) ? Optional.empty() : Optional.of(home.mapCache());
        return new Job.Compute(o.device, o.precision, threads, cache, home.weightsCache());
    }

    private static List<String> warnings(Job job, PromptResolver prompts, SamplingResolver sampling) {
        List<String> warnings = new ArrayList<>(sampling.warnings());
        warnings.addAll(prompts.warnings());
        Sampler grid = job.sampling().create(Prediction.EPSILON);
        int first = grid.firstStep(job.sampling().strength());
        warnings.addAll(ControlResolver.warnings(
                job,
                IntStream.range(first, grid.steps()).mapToDouble(grid::timestep).toArray()));
        if (!job.sampling().guidance().isOn(first, grid.steps())
                && !job.prompts().negative().isEmpty()) {
            warnings.add("the negative prompt has no effect with guidance 1");
        }
        return warnings;
    }
}
