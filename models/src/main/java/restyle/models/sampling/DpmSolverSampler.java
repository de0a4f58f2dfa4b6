package restyle.models.sampling;

import java.util.Arrays;
import java.util.Optional;

/**
 * DPM-Solver++ of second order, multistep (arXiv 2211.01095, algorithm 2; diffusers' DPMSolverMultistepScheduler), on latents of unit
 * variance. Each step looks back at the image that the step before estimated; the first one that runs and the last one are of first order.
 */
final class DpmSolverSampler implements Sampler {

    /** Curvature of the noise levels of arXiv 2206.00364, formula 5. */
    private static final double RHO = 7;

    private final int[] timesteps;
    private final double[] sigmas;
    private final Prediction prediction;

    private DpmSolverSampler(int[] timesteps, double[] sigmas, Prediction prediction) {
        this.timesteps = timesteps;
        // One more: after the last step there is no noise.
        this.sigmas = Arrays.copyOf(sigmas, sigmas.length + 1);
        this.prediction = prediction;
    }

    /** Makes the sampler for evenly spaced timesteps. */
    static DpmSolverSampler evenly(SamplerSettings settings) {
        NoiseSchedule schedule = new NoiseSchedule(settings.betas());
        int[] timesteps = settings.wholeTimesteps(settings.steps() + 1);
        double[] sigmas = Arrays.stream(timesteps).mapToDouble(schedule::sigma).toArray();
        return new DpmSolverSampler(timesteps, sigmas, settings.prediction());
    }

    /** Makes the sampler for the noise levels of Karras and others, from the largest to the smallest of training. */
    static DpmSolverSampler karras(SamplerSettings settings) {
        NoiseSchedule schedule = new NoiseSchedule(settings.betas());
        double largest = Math.pow(schedule.sigma(NoiseSchedule.TRAIN_STEPS - 1), 1 / RHO);
        double smallest = Math.pow(schedule.sigma(0), 1 / RHO);
        double[] sigmas = new double[settings.steps()];
        for (int i = 0; i < sigmas.length; i++) {
            double part = sigmas.length == 1 ? 0 : i / (double) (sigmas.length - 1);
            sigmas[i] = Math.pow(largest + part * (smallest - largest), RHO);
        }
        int[] timesteps =
                Arrays.stream(sigmas).mapToInt(schedule::nearestTimestep).toArray();
        return new DpmSolverSampler(timesteps, sigmas, settings.prediction());
    }

    @Override
    public int steps() {
        return timesteps.length;
    }

    @Override
    public double timestep(int step) {
        return timesteps[step];
    }

    /** Returns the noise level before a step; 0 after the last. */
    double sigma(int step) {
        return sigmas[step];
    }

    @Override
    public SamplerState start(float[] noise, float[] image, int step) {
        return SamplerState.of(level(step).mix(image, noise));
    }

    @Override
    public SamplerState advance(SamplerState state, float[] predicted, int step, StepNoise noise) {
        NoiseLevel now = level(step);
        float[] image = new float[predicted.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) now.image(state.latents()[i], predicted[i]);
        }
        if (sigmas[step + 1] == 0) {
            return SamplerState.of(image);
        }
        NoiseLevel next = level(step + 1);
        double stride = Math.log(sigmas[step] / sigmas[step + 1]);
        double kept = next.noise() / now.noise();
        double added = -next.signal() * Math.expm1(-stride);
        double slope = state.estimate().isEmpty() ? 0 : stride / (2 * Math.log(sigmas[step - 1] / sigmas[step]));
        float[] before = state.estimate().orElse(image);
        float[] latents = new float[image.length];
        for (int i = 0; i < latents.length; i++) {
            double estimate = image[i] + slope * (image[i] - before[i]);
            latents[i] = (float) (kept * state.latents()[i] + added * estimate);
        }
        return new SamplerState(latents, Optional.of(image));
    }

    private NoiseLevel level(int step) {
        return NoiseLevel.ofSigma(sigmas[step], prediction);
    }
}
