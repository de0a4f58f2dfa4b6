package restyle.pipeline.denoise;

import java.util.Iterator;
import restyle.job.Job;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.networks.Networks;

/** The denoising of a clip, open: it can begin at any frame that starts a window. */
@FunctionalInterface
public interface Denoising {

    /**
     * Denoises frames; finished ones come out in the same order, as early as the windows allow.
     *
     * @param behindSceneStart how far the first frame lies behind the start of its scene, 0 or the start of a window: where an
     *     interrupted run goes on
     */
    Iterator<DenoisedFrame> of(Iterator<EncodedFrame> frames, int behindSceneStart);

    /** Opens the denoising of a clip, with its networks. */
    static Denoising open(Job job, RunContext run) {
        Networks networks = run.networks();
        Job.Sampling asked = job.sampling();
        Sampling sampling = Sampling.of(asked, run.model().prediction());
        int between = sampling.sampler().addsNoise() ? sampling.end() - 1 : 0;
        NoiseSource noise = NoiseSources.of(asked, networks.latentShape(), between);
        return (frames, behindSceneStart) -> new Denoiser<>(
                frames,
                sampling,
                new ClipNetworks(networks, run.clock()),
                noise,
                asked.context(),
                asked.overlap(),
                behindSceneStart);
    }
}
