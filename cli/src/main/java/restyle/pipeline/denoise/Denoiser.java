package restyle.pipeline.denoise;

import java.util.Iterator;
import java.util.NoSuchElementException;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;

/**
 * Denoises a clip: encoded frames go in, finished latents come out in the same order, as early as the windows allow. Scenes share
 * nothing; each is a {@link SceneDenoiser} of its own.
 *
 * @param <R> residuals of one frame, see {@link DenoisingNetworks}
 */
public final class Denoiser<R> implements Iterator<DenoisedFrame> {

    private final Iterator<EncodedFrame> input;
    private final Sampling sampling;
    private final DenoisingNetworks<R> networks;
    private final NoiseSource noise;
    private final int context;
    private final int overlap;

    private LeftEdge edge;
    private SceneDenoiser<R> scene;
    private EncodedFrame nextScene;
    private DenoisedFrame next;

    /**
     * Puts denoising behind the stage that encodes.
     *
     * @param context frames in a window
     * @param overlap frames that neighbouring windows share
     * @param edge where in its scene the first frame lies
     */
    public Denoiser(
            Iterator<EncodedFrame> input,
            Sampling sampling,
            DenoisingNetworks<R> networks,
            NoiseSource noise,
            int context,
            int overlap,
            LeftEdge edge) {
        this.input = input;
        this.sampling = sampling;
        this.networks = networks;
        this.noise = noise;
        this.context = context;
        this.overlap = overlap;
        this.edge = edge;
    }

    @Override
    public boolean hasNext() {
        while (next == null && hasWork()) {
            next = scene.poll();
            if (next == null && !scene.runOne()) {
                read();
            }
        }
        return next != null;
    }

    @Override
    public DenoisedFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        DenoisedFrame result = next;
        next = null;
        return result;
    }

    /** Opens the first or the next scene where the one before is done; false at the end of the clip. */
    private boolean hasWork() {
        if (scene != null && !scene.isDone()) {
            return true;
        }
        EncodedFrame first = nextScene != null ? nextScene : input.hasNext() ? input.next() : null;
        nextScene = null;
        if (first == null) {
            return false;
        }
        scene = new SceneDenoiser<>(sampling, networks, noise, new WindowPlanner(context, overlap, edge.first()), edge);
        edge = LeftEdge.NONE;
        scene.add(first);
        return true;
    }

    private void read() {
        EncodedFrame frame = input.hasNext() ? input.next() : null;
        if (frame != null && !frame.at().sceneStart()) {
            scene.add(frame);
        } else {
            nextScene = frame;
            scene.end();
        }
    }
}
