package restyle.pipeline.denoise;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;
import restyle.pipeline.flow.FramePosition;

/** Noise in a safetensors file: {@code noise} [frames, 4, h, w], or {@code step_noise} [steps, frames, 4, h, w]. */
final class NoiseFile implements NoiseSource {

    private final Path file;
    private final StoredTensor tensor;
    private final long frames;
    private final boolean constant;
    private final boolean padding;

    /** @param padding whether frames begin again with the first row where there are no more */
    private NoiseFile(Path file, StoredTensor tensor, long frames, boolean constant, boolean padding) {
        this.file = file;
        this.tensor = tensor;
        this.frames = frames;
        this.constant = constant;
        this.padding = padding;
    }

    /** @throws ModelException if it is not there, or of another shape */
    static NoiseFile ofStarts(Path file, long[] latentShape, boolean constant) {
        StoredTensor tensor = tensor(file, "noise", "[frames", latentShape, 4);
        return new NoiseFile(file, tensor, tensor.dim(0), constant, false);
    }

    /**
     * Opens the noise that is added between steps.
     *
     * @param between how often some is added
     * @throws ModelException if it is not there, or of another shape, or for fewer steps
     */
    static NoiseFile ofSteps(Path file, long[] latentShape, boolean constant, int between) {
        StoredTensor tensor = tensor(file, "step_noise", "[steps, frames", latentShape, 5);
        if (tensor.dim(0) < between) {
            throw new ModelException("%s: has noise for %d steps, and it is added after %d; give one for each step"
                    .formatted(file, tensor.dim(0), between));
        }
        return new NoiseFile(file, tensor, tensor.dim(1), constant, false);
    }

    private static StoredTensor tensor(Path file, String name, String axes, long[] latent, int rank) {
        String expected = String.format(Locale.ROOT, "%s, %d, %d, %d]", axes, latent[1], latent[2], latent[3]);
        StoredTensor tensor = Safetensors.read(file).tensors().get(name);
        if (tensor == null) {
            throw new ModelException(
                    "%s has no tensor '%s'; expected float32 %s".formatted(file, name, axes + ", 4, h, w]"));
        }
        long[] shape = tensor.shape();
        boolean fits = shape.length == rank && Arrays.equals(shape, rank - 3, rank, latent, 1, 4) && tensor.count() > 0;
        if (!fits) {
            throw new ModelException("%s: expected noise of shape %s, found %s".formatted(file, expected, tensor));
        }
        return tensor;
    }

    @Override
    public float[] start(FramePosition at) {
        return row(0, at);
    }

    @Override
    public float[] after(int step, FramePosition at) {
        return row(step * frames, at);
    }

    @Override
    public NoiseSource ofPadding() {
        return new NoiseFile(file, tensor, frames, constant, true);
    }

    private float[] row(long first, FramePosition at) {
        long frame = constant ? 0 : padding ? at.position() % frames : at.position();
        if (frame >= frames) {
            throw new ModelException(
                    "%s: has noise for %d frames, and frame %d needs its own; give max(frames, context) rows"
                            .formatted(file, frames, frame));
        }
        long[] shape = tensor.shape();
        long[] one = Arrays.copyOfRange(shape, shape.length - 3, shape.length);
        long bytes = tensor.region().length() / tensor.count() * one[0] * one[1] * one[2];
        FileRegion region =
                new FileRegion(tensor.region().file(), tensor.region().offset() + (first + frame) * bytes, bytes);
        return TensorValues.floats(new StoredTensor(tensor.name(), tensor.type(), one, region));
    }
}
