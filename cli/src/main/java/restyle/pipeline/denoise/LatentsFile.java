package restyle.pipeline.denoise;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;
import restyle.pipeline.flow.Denoised;
import restyle.pipeline.flow.Iterators;

/** Keeps a copy of the final latents as they pass: a safetensors file with {@code latents} [frames, 4, h, w]. */
public final class LatentsFile implements AutoCloseable {

    private static final String TENSOR = "latents";

    private final SafetensorsWriter file;

    /**
     * @param shape [1, 4, h, w] of one frame
     */
    public LatentsFile(Path path, long[] shape) {
        file = SafetensorsWriter.create(
                path, List.of(new Slot(TENSOR, StoredType.F32, -1, shape[1], shape[2], shape[3])));
    }

    /** The same frames; each is written when it is taken. */
    public Iterator<Denoised> copying(Iterator<Denoised> frames) {
        return Iterators.map(frames, frame -> {
            file.write(TENSOR, FloatBuffer.wrap(frame.latents()));
            return frame;
        });
    }

    public void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
