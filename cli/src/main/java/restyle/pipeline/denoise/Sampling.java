package restyle.pipeline.denoise;

import restyle.job.Job;
import restyle.models.sampling.EulerStep;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.TrailingSchedule;

/**
 * Which steps run, and how a prediction moves the latents.
 *
 * @param schedule the whole grid
 * @param firstStep the first step that runs; later ones follow
 * @param prediction what the UNet returns
 * @param guidance above 1: classifier-free guidance with two prompts, negative first
 */
public record Sampling(TrailingSchedule schedule, int firstStep, Prediction prediction, double guidance) {

    /**
     * Works out which steps a job runs.
     *
     * @param prediction what the UNet of its model returns
     */
    public static Sampling of(Job.Sampling job, Prediction prediction) {
        TrailingSchedule schedule = new TrailingSchedule(job.steps());
        return new Sampling(schedule, schedule.firstStep(job.strength()), prediction, job.guidance());
    }

    /** How many steps run. */
    public int steps() {
        return end() - firstStep;
    }

    public int end() {
        return schedule.steps();
    }

    int contexts() {
        return guidance > 1 ? 2 : 1;
    }

    EulerStep step(int i) {
        return new EulerStep(schedule.sigma(i), schedule.sigma(i + 1), prediction);
    }

    /** Unit noise (and the source's latents, if they are part of the start) at the level of the first step; changes noise. */
    float[] start(float[] noise, float[] source) {
        float sigma = (float) schedule.sigma(firstStep);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = noise[i] * sigma + (source == null ? 0 : source[i]);
        }
        return noise;
    }
}
