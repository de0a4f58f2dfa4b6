package restyle.job.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import restyle.files.FileFailure;
import restyle.files.Home;
import restyle.files.TextFile;
import restyle.job.FrameRange;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.SizeOption;
import restyle.job.Target;
import restyle.job.options.JobOptions;
import restyle.job.options.LayeredOptions;
import restyle.job.options.LightningSteps;
import restyle.job.options.ModelLibrary;
import restyle.job.options.Styles;
import restyle.media.VideoInfo;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.Device;
import restyle.models.sampling.TrailingSchedule;
import restyle.models.text.Tokenizer;
import restyle.plugins.ResultKind;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginPreprocessor;
import restyle.vision.SceneCuts;

/** Makes a {@link Job} of options, or says everything that is wrong with them at once; nothing is started or written. */
public final class JobResolver {

    private static final int MOST_CONTEXT = 256;
    private static final int MOST_DEFLICKER = 4;
    private static final int MOST_THREADS = 1024;

    private final Home home;
    private final PluginHost plugins;

    public JobResolver(Home home, PluginHost plugins) {
        this.home = home;
        this.plugins = plugins;
    }

    /**
     * Resolves the options for one clip.
     *
     * @throws JobException with every problem found
     */
    public ResolvedJob resolve(ClipRequest request) {
        Problems problems = new Problems();
        String input = request.input();
        Target target = request.target();
        Optional<LayeredOptions> layers = problems.check(
                "", () -> LayeredOptions.of(request.commandLine(), request.document(), home, this::isMatting));
        if (layers.isEmpty()) {
            throw withoutModel(request, problems);
        }
        JobOptions options = layers.get().options();
        FileConflicts conflicts = new FileConflicts();
        request.document().file().ifPresent(file -> conflicts.reads("--job", List.of(file)));
        conflicts.reads("--prompt", texts(options.prompt));
        conflicts.reads("--negative", texts(options.negative));
        Optional<VideoInfo> source = InputOutputChecks.check(input, target, options, problems);
        Optional<Checkpoint> checkpoint = problems.check("--model", () -> Checkpoint.open(Path.of(options.model)));
        ControlResolver controls = new ControlResolver(plugins, layers.get().library(), problems);
        Job job = new Job(
                input,
                models(layers.get(), problems),
                prompts(options, problems),
                sampling(layers.get(), problems),
                selection(options, checkpoint, problems),
                controls.resolve(options.control == null ? List.of() : options.control),
                controls.backing(options.background),
                problems.check("--deflicker", () -> OptionChecks.whole(options.deflicker, 0, MOST_DEFLICKER))
                        .orElse(0),
                new DeliveryResolver(plugins, layers.get().library(), problems).resolve(options),
                output(target, options, problems),
                compute(options, problems));
        options.control = controls.written();
        checkpoint.ifPresent(model -> ModelFit.check(job, model, problems));
        List<String> warnings = LoraResolver.check(job.models(), checkpoint, problems);
        source.ifPresent(clip -> checkClip(job, clip, checkpoint, problems));
        Optional<PreviewJob> preview =
                request.preview().flatMap(frames -> problems.check("", () -> new PreviewJob(job, frames)));
        if (source.isPresent() && request.preview().isEmpty()) {
            InputOutputChecks.checkFrames(job, source.get(), problems);
        }
        problems.throwIfAny();
        layers.get().jobFile().checkFiles(job, problems);
        conflicts.reads("styles", Styles.files(job.models().model(), home));
        conflicts.check(job, problems);
        problems.throwIfAny();
        warnings.addAll(warnings(job));
        return new ResolvedJob(job, source.orElseThrow(), options, preview, warnings);
    }

    /** Adds what else is wrong to the problems of a model or style that cannot be found. */
    private JobException withoutModel(ClipRequest request, Problems problems) {
        Optional<LayeredOptions> layers = LayeredOptions.withoutModel(request.commandLine(), request.document(), home);
        JobOptions options = layers.map(LayeredOptions::options).orElseGet(JobOptions::new);
        InputOutputChecks.check(request.input(), request.target(), options, problems);
        layers.ifPresent(said -> {
            sampling(said, problems);
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
        return new Job.Models(
                Path.of(options.model),
                motion,
                vae,
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
        return ofPack.or(() -> layers.library().lightning(options.steps))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no AnimateDiff-Lightning module for %d steps (animatediff_lightning_%dstep_*.safetensors) in %s; put it there, or name a motion module"
                                .formatted(
                                        options.steps,
                                        options.steps == 3 ? 2 : options.steps,
                                        layers.library().places())));
    }

    private static Job.Prompts prompts(JobOptions options, Problems problems) {
        options.prompt = problems.check("--prompt", () -> text(options.prompt)).orElse("");
        options.negative =
                problems.check("--negative", () -> text(options.negative)).orElse("");
        int clipSkip = problems.check("--clip-skip", () -> OptionChecks.whole(options.clipSkip, 1, 12))
                .orElse(1);
        return new Job.Prompts(options.prompt, options.negative, clipSkip);
    }

    /** A prompt as given, or the contents of the file that {@code @FILE} names. */
    private static String text(String given) {
        if (given == null) {
            throw new IllegalArgumentException("missing; say what it should look like");
        }
        List<Path> file = texts(given);
        if (file.isEmpty()) {
            return given;
        }
        try {
            return TextFile.read(file.get(0)).strip();
        } catch (FileFailure e) {
            throw new IllegalArgumentException("the file " + e.getMessage(), e);
        }
    }

    /** The file that {@code @FILE} names. */
    private static List<Path> texts(String given) {
        return given != null && given.startsWith("@") ? List.of(Path.of(given.substring(1))) : List.of();
    }

    private static Job.Sampling sampling(LayeredOptions layers, Problems problems) {
        JobOptions o = layers.options();
        int steps = problems.check("--steps", () -> OptionChecks.whole(o.steps, 1, TrailingSchedule.TRAIN_STEPS))
                .orElse(1);
        double strength = problems.check("--strength", () -> OptionChecks.number(o.strength, 0, 1))
                .orElse(1.0);
        problems.check("--strength", () -> new TrailingSchedule(steps).firstStep(strength));
        double guidance = problems.check("--guidance", () -> OptionChecks.guidance(o.guidance))
                .orElse(1.0);
        int context = problems.check("--context", () -> OptionChecks.whole(o.context, 1, MOST_CONTEXT))
                .orElse(1);
        int overlap = problems.check("--overlap", () -> OptionChecks.whole(o.overlap, 0, context - 1))
                .orElse(0);
        Job.NoiseType type = problems.check("--noise-type", () -> OptionChecks.noiseType(o.noiseType))
                .orElse(Job.NoiseType.PER_FRAME);
        Optional<Path> noise = o.noise == null
                ? Optional.empty()
                : problems.check("--noise", () -> layers.library().find(o.noise));
        noise.ifPresent(path -> o.noise = path.toString());
        return new Job.Sampling(steps, strength, guidance, o.seed, type, noise, context, overlap);
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
        // What is wrong with a range has been said when the source was looked at.
        FrameRange frames = o.frames == null || !problems.isEmpty() ? FrameRange.ALL : FrameRange.parse(o.frames);
        double cuts = problems.check("--cuts", () -> OptionChecks.cuts(o.cuts)).orElse(SceneCuts.OFF);
        return new Job.Selection(size, fps, frames, cuts);
    }

    private static Job.Output output(Target target, JobOptions o, Problems problems) {
        Optional<Integer> quality = o.quality == null
                ? Optional.empty()
                : problems.check("--quality", () -> OptionChecks.whole(o.quality, 0, 100));
        boolean audio = problems.check("--audio", () -> OptionChecks.word(o.audio, List.of("copy", "none")))
                .orElse("copy")
                .equals("copy");
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
        int threads = o.threads == null
                ? Runtime.getRuntime().availableProcessors()
                : problems.check("--threads", () -> OptionChecks.whole(o.threads, 1, MOST_THREADS))
                        .orElse(1);
        problems.check("--device", () -> Device.find(o.device));
        Optional<Path> cache = Boolean.TRUE.equals(o.noMapCache) ? Optional.empty() : Optional.of(home.mapCache());
        return new Job.Compute(o.device, threads, cache, home.weightsCache());
    }

    private static List<String> warnings(Job job) {
        List<String> warnings = new ArrayList<>();
        Job.Sampling sampling = job.sampling();
        if (sampling.strength() < 1) {
            int first = new TrailingSchedule(sampling.steps()).firstStep(sampling.strength());
            warnings.add("strength %s runs the last %d of %d steps"
                    .formatted(sampling.strength(), sampling.steps() - first, sampling.steps()));
        }
        // A token has at least one character, so a short prompt fits without looking.
        if (job.prompts().prompt().length() > Tokenizer.LENGTH - 2) {
            int dropped = new Tokenizer().encode(job.prompts().prompt()).dropped();
            if (dropped > 0) {
                warnings.add("the prompt is longer than the %d tokens of CLIP; its last %d have no effect"
                        .formatted(Tokenizer.LENGTH - 2, dropped));
            }
        }
        if (sampling.guidance() <= 1 && !job.prompts().negative().isEmpty()) {
            warnings.add("the negative prompt has no effect with guidance 1");
        }
        job.models()
                .motion()
                .ifPresent(motion -> LightningSteps.of(motion)
                        .filter(trained -> !LightningSteps.fits(trained, sampling.steps()))
                        .ifPresent(
                                trained -> warnings.add("--steps %d does not fit %s, which was distilled for %d steps"
                                        .formatted(sampling.steps(), motion.getFileName(), trained))));
        return warnings;
    }
}
