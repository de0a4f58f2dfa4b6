package restyle.models.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.sampling.Betas;
import restyle.models.sampling.SamplerKind;
import restyle.models.sampling.Spacing;
import restyle.models.weights.names.ModelKind;

/**
 * What a motion module was trained or distilled for.
 *
 * @param family what it is, as people call it
 * @param betas the noise of its training
 * @param sampler which sampler suits it
 * @param spacing the only spacing that suits it; empty if it was not distilled for one
 * @param steps how many steps are usual
 * @param trainedSteps the one number of steps that it was distilled for, where that is known
 * @param guidance how strong guidance is usual; 1 is none
 * @param certain whether the file leaves no doubt
 */
public record MotionDefaults(
        String family,
        Betas betas,
        SamplerKind sampler,
        Optional<Spacing> spacing,
        int steps,
        Optional<Integer> trainedSteps,
        double guidance,
        boolean certain) {

    /** What counts where no module is known: AnimateDiff-Lightning for four steps (arXiv 2403.12706). */
    public static final MotionDefaults LIGHTNING = lightning(4, Optional.empty(), false);

    private static final Pattern LIGHTNING_STEPS = Pattern.compile(".*lightning.*?(?<!\\d)(\\d{1,3})[ _-]?step.*");

    /** How AnimateDiff's own modules of version 2, and those trained from them, are called. */
    private static final Pattern ORIGINAL =
            Pattern.compile(".*(v15_v2|sd_v2|mm[_-]|animatediff[_-]v2|motion[_-]adapter[_-]v1).*");

    /** Names that say nothing: those that diffusers gives to every file. */
    private static final Pattern NAMELESS = Pattern.compile("(diffusion_pytorch_)?model\\..*");

    /**
     * Tells them from what is known of a module. Lightning has the very tensors of version 2, which it was distilled from, and so has AnimateLCM
     * where its positions were added, so only the name of a file, or of its folder, tells these apart; without a hint it is taken for
     * Lightning.
     *
     * @param file of the module
     * @param version which generation its tensors are of
     */
    static MotionDefaults of(Path file, ModelKind version) {
        String name = name(file.toAbsolutePath());
        if (version == ModelKind.MOTION_LCM || name.contains("lcm")) {
            return new MotionDefaults(
                    "AnimateLCM", Betas.LINEAR, SamplerKind.LCM, Optional.empty(), 8, Optional.empty(), 1, true);
        }
        if (version != ModelKind.MOTION_V2 || ORIGINAL.matcher(name).matches()) {
            SamplerKind sampler = SamplerKind.DPM_2M;
            return new MotionDefaults(
                    "the original AnimateDiff",
                    Betas.LINEAR,
                    sampler,
                    Optional.empty(),
                    25,
                    Optional.empty(),
                    7.5,
                    true);
        }
        Matcher steps = LIGHTNING_STEPS.matcher(name);
        Optional<Integer> trained = steps.matches() ? Optional.of(Integer.parseInt(steps.group(1))) : Optional.empty();
        return lightning(trained.orElse(4), trained, name.contains("lightning"));
    }

    private static String name(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        Path folder = file.getParent().getFileName();
        return folder != null && NAMELESS.matcher(name).matches()
                ? folder.toString().toLowerCase(Locale.ROOT)
                : name;
    }

    private static MotionDefaults lightning(int steps, Optional<Integer> trained, boolean certain) {
        return new MotionDefaults(
                "AnimateDiff-Lightning",
                Betas.LINEAR,
                SamplerKind.EULER,
                Optional.of(Spacing.TRAILING),
                steps,
                trained,
                1,
                certain);
    }

    /** Tells whether a number of steps is what it was made for; three steps work with the module for two, as its authors say. */
    public boolean fits(int otherSteps) {
        return trainedSteps
                .map(trained -> trained == otherSteps || trained == 2 && otherSteps == 3)
                .orElse(true);
    }
}
