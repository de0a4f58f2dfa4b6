package restyle.pipeline.denoise;

import java.nio.file.Path;
import restyle.job.Job;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;
import restyle.models.sampling.FrameNoise;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;

/** The kinds of {@link StartNoise} that a job can ask for. */
public final class StartNoises {

    private static final String TENSOR = "noise";

    private StartNoises() {}

    /**
     * @param latentShape [1, 4, h, w] of one frame
     * @throws ModelException if a noise file does not fit
     */
    public static StartNoise of(Job.Sampling sampling, long[] latentShape) {
        int count = (int) (latentShape[1] * latentShape[2] * latentShape[3]);
        boolean constant = sampling.noiseType() == Job.NoiseType.CONSTANT;
        if (sampling.noise().isEmpty()) {
            FrameNoise noise = new FrameNoise(sampling.seed());
            return moment -> noise.of(constant ? 0 : moment.sourceFrame(), count);
        }
        return fromFile(sampling.noise().get(), latentShape, count, constant);
    }

    private static StartNoise fromFile(Path file, long[] latentShape, int count, boolean constant) {
        StoredTensor tensor = Safetensors.read(file).tensors().get(TENSOR);
        if (tensor == null) {
            throw new ModelException(file + " has no tensor 'noise'; expected float32 [frames, 4, h, w]");
        }
        long[] shape = tensor.shape();
        if (shape.length != 4
                || shape[1] != latentShape[1]
                || shape[2] != latentShape[2]
                || shape[3] != latentShape[3]) {
            throw new ModelException("%s: expected noise of shape [frames, %d, %d, %d], found %s"
                    .formatted(file, latentShape[1], latentShape[2], latentShape[3], tensor));
        }
        return moment -> {
            long row = constant ? 0 : moment.position();
            if (row >= shape[0]) {
                throw new ModelException(
                        "%s: has noise for %d frames, and frame %d needs its own; give max(frames, context) rows"
                                .formatted(file, shape[0], row));
            }
            return TensorValues.floats(row(tensor, row));
        };
    }

    private static StoredTensor row(StoredTensor tensor, long row) {
        long[] shape = tensor.shape();
        long bytes = tensor.region().length() / shape[0];
        FileRegion region =
                new FileRegion(tensor.region().file(), tensor.region().offset() + row * bytes, bytes);
        return new StoredTensor(tensor.name(), tensor.type(), new long[] {1, shape[1], shape[2], shape[3]}, region);
    }
}
