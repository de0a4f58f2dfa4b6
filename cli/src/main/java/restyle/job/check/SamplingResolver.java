package restyle.job.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.job.options.JobOptions;
import restyle.job.options.LayeredOptions;
import restyle.models.model.MotionDefaults;
import restyle.models.model.MotionModule;
import restyle.models.sampling.Guidance;
import restyle.models.sampling.NoiseSchedule;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.Sampler;
import restyle.models.sampling.SamplerKind;
import restyle.models.sampling.Spacing;

/** Works out how a clip is sampled: as the user says, and where nothing is said, as the motion module was made for. */
final class SamplingResolver {

    private static final int MAX_CONTEXT = 256;

    private final LayeredOptions layers;
    private final JobOptions o;
    private final Optional<Path> motion;
    private final MotionDefaults made;
    private final Problems problems;
    private final List<String> warnings = new ArrayList<>();

    /** @param motion the motion module, if it was found */
    SamplingResolver(LayeredOptions layers, Optional<Path> motion, Problems problems) {
        this.layers = layers;
        this.o = layers.options();
        this.motion = motion;
        this.problems = problems;
        this.made = motion.flatMap(file ->
                        problems.check("--motion", () -> MotionModule.open(file).defaults()))
                .orElse(MotionDefaults.LIGHTNING);
    }

    /** Resolves the options, and writes into them what they left open. */
    Job.Sampling resolve() {
        boolean guessed = o.sampler == null
                && o.guidance == null
                && !made.certain()
                && layers.pack().isEmpty();
        SamplerKind sampler = o.sampler == null
                ? made.sampler()
                : problems.check("--sampler", () -> SamplerKind.of(o.sampler)).orElse(made.sampler());
        Optional<Spacing> spacing = spacing(sampler);
        o.steps = o.steps == null ? made.steps() : o.steps;
        int steps = problems.check("--steps", () -> OptionChecks.whole(o.steps, 1, NoiseSchedule.TRAIN_STEPS))
                .orElse(1);
        double strength = problems.check("--strength", () -> OptionChecks.number(o.strength, 0, 1))
                .orElse(1.0);
        int context = problems.check("--context", () -> OptionChecks.whole(o.context, 1, MAX_CONTEXT))
                .orElse(1);
        int overlap = problems.check("--overlap", () -> OptionChecks.whole(o.overlap, 0, context - 1))
                .orElse(0);
        Job.NoiseType type = problems.check("--noise-type", () -> OptionChecks.noiseType(o.noiseType))
                .orElse(Job.NoiseType.PER_FRAME);
        Optional<Path> noise = file("--noise", o.noise);
        Optional<Path> stepNoise = file("--step-noise", o.stepNoise);
        Job.Sampling sampling = new Job.Sampling(
                sampler,
                made.betas(),
                spacing,
                steps,
                strength,
                guidance(steps),
                o.seed,
                type,
                noise,
                stepNoise,
                context,
                overlap);
        problems.check("--steps", () -> sampling.create(Prediction.EPSILON)).ifPresent(grid -> warn(sampling, grid));
        if (guessed) {
            warnings.add(
                    "%s has the tensors of AnimateDiff-Lightning and of AnimateDiff version 2; it is taken for Lightning (euler, guidance 1): if it is the other, say --sampler dpm++2m --steps 25 --guidance 7.5"
                            .formatted(motion.map(Path::getFileName)
                                    .map(Path::toString)
                                    .orElse("the motion module")));
        }
        write(sampling);
        return sampling;
    }

    /** Returns what the user should know about it, in one line each. */
    List<String> warnings() {
        return warnings;
    }

    private Optional<Spacing> spacing(SamplerKind sampler) {
        Optional<Spacing> said =
                o.spacing == null ? Optional.empty() : problems.check("--spacing", () -> Spacing.of(o.spacing));
        if (sampler.spacing().isEmpty()) {
            said.ifPresent(spacing ->
                    warnings.add("--spacing has no effect with %s, which has its own timesteps".formatted(sampler)));
            return Optional.empty();
        }
        return said.or(made::spacing).or(sampler::spacing);
    }

    private Guidance guidance(int steps) {
        if (o.guidance == null) {
            return Guidance.of(made.guidance());
        }
        Guidance guidance =
                problems.check("--guidance", () -> Guidance.parse(o.guidance)).orElse(Guidance.of(1));
        if (guidance.scales().size() > steps) {
            problems.add("--guidance: has %d numbers for %d steps; give at most one for each step"
                    .formatted(guidance.scales().size(), steps));
        }
        return guidance;
    }

    private Optional<Path> file(String option, String name) {
        return name == null
                ? Optional.empty()
                : problems.check(option, () -> layers.library().find(name));
    }

    private void warn(Job.Sampling sampling, Sampler grid) {
        int first = problems.check("--strength", () -> grid.firstStep(sampling.strength()))
                .orElse(0);
        if (sampling.strength() < 1) {
            warnings.add("strength %s runs the last %d of %d steps"
                    .formatted(sampling.strength(), grid.steps() - first, grid.steps()));
        }
        if (sampling.stepNoise().isPresent() && !grid.addsNoise()) {
            warnings.add("--step-noise has no effect: %s adds no noise between steps".formatted(sampling.sampler()));
        }
        String module = motion.map(Path::getFileName).map(Path::toString).orElse("the motion module");
        if (sampling.sampler() != made.sampler()) {
            warnings.add("--sampler %s does not fit %s, which was made for %s"
                    .formatted(sampling.sampler(), module, made.sampler()));
        }
        made.spacing()
                .filter(spacing -> sampling.spacing().filter(spacing::equals).isEmpty()
                        && sampling.spacing().isPresent())
                .ifPresent(spacing -> warnings.add("--spacing %s does not fit %s, which was distilled on %s timesteps"
                        .formatted(sampling.spacing().get(), module, spacing)));
        if (!made.fits(sampling.steps())) {
            warnings.add("--steps %d does not fit %s, which was distilled for %d steps"
                    .formatted(sampling.steps(), module, made.trainedSteps().orElseThrow()));
        }
    }

    /** What a job file will say. */
    private void write(Job.Sampling sampling) {
        o.sampler = sampling.sampler().toString();
        o.spacing = sampling.spacing().map(Spacing::toString).orElse(null);
        o.guidance = sampling.guidance().toString();
        sampling.noise().ifPresent(path -> o.noise = path.toString());
        sampling.stepNoise().ifPresent(path -> o.stepNoise = path.toString());
    }
}
