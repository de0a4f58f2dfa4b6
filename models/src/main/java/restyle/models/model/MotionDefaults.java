package restyle.models.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.sampling.Betas;
import restyle.models.sampling.SamplerKind;
import restyle.models.sampling.Spacing;

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

    private static final Pattern LIGHTNING_STEPS = Pattern.compile(".*lightning.*?(\\d+)[ _-]?step.*");

    /** How AnimateDiff's own modules of version 2, and those trained from them, are called. */
    private static final Pattern ORIGINAL = Pattern.compile(".*(v15_v2|sd_v2|mm[_-]|animatediff[_-]v2).*");

    /**
     * Tells them from what is known of a module. Lightning has the very tensors of version 2, which it was distilled from, so only the name of
     * a file tells these two apart; without a hint it is taken for Lightning.
     *
     * @param fileName of the module
     * @param middle whether it has a module in the middle of the UNet
     * @param maxFrames length of its positions, if it has some
     */
    static MotionDefaults of(String fileName, boolean middle, Optional<Integer> maxFrames) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (maxFrames.isEmpty() || name.contains("lcm")) {
            return new MotionDefaults(
                    "AnimateLCM", Betas.LINEAR, SamplerKind.LCM, Optional.empty(), 8, Optional.empty(), 1, true);
        }
        if (!middle || ORIGINAL.matcher(name).matches()) {
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
