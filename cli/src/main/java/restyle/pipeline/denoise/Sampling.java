package restyle.pipeline.denoise;

import java.util.List;
import restyle.job.Job;
import restyle.models.sampling.Guidance;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.Sampler;
import restyle.models.sampling.SamplerState;
import restyle.pipeline.networks.Branch;

/**
 * Which steps run, and how predictions move the latents.
 *
 * @param sampler the whole grid
 * @param firstStep the first step that runs; later ones follow
 * @param guidance how strongly each step follows the prompt rather than the negative one
 */
public record Sampling(Sampler sampler, int firstStep, Guidance guidance) {

    private static final List<Branch> PROMPT_ALONE = List.of(Branch.PROMPT);
    private static final List<Branch> BOTH = List.of(Branch.NEGATIVE, Branch.PROMPT);

    /**
     * Works out which steps a job runs.
     *
     * @param prediction what the UNet of its model returns
     */
    public static Sampling of(Job.Sampling job, Prediction prediction) {
        Sampler sampler = job.create(prediction);
        return new Sampling(sampler, sampler.firstStep(job.strength()), job.guidance());
    }

    /** Returns how many steps run. */
    public int steps() {
        return end() - firstStep;
    }

    public int end() {
        return sampler.steps();
    }

    /** Returns the predictions that a step needs, in the order in which they are made. */
    List<Branch> branches(int step) {
        return guidance.isOn(step) ? BOTH : PROMPT_ALONE;
    }

    /** Starts from unit noise, and from the source's latents if they are part of the start. */
    SamplerState start(float[] noise, float[] source) {
        return source == null ? sampler.start(noise) : sampler.start(noise, source, firstStep);
    }
}
