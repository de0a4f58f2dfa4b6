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
     * @param edge where in its scene the first frame lies; scenes after it are denoised from their starts
     */
    Iterator<DenoisedFrame> of(Iterator<EncodedFrame> frames, LeftEdge edge);

    /** Opens the denoising of a clip, with its networks. */
    static Denoising open(Job job, RunContext run) {
        Networks networks = run.networks();
        Job.Sampling asked = job.sampling();
        Sampling sampling = Sampling.of(asked, run.model().prediction());
        int between = sampling.sampler().addsNoise() ? sampling.end() - 1 : 0;
        NoiseSource noise = NoiseSources.of(asked, networks.latentShape(), between);
        return (frames, edge) -> new Denoiser<>(
                frames,
                sampling,
                new ClipNetworks(networks, run.clock()),
                noise,
                asked.context(),
                asked.overlap(),
                edge);
    }
}
