package restyle.pipeline.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.job.Job;
import restyle.models.graph.ModelException;
import restyle.models.sampling.Betas;
import restyle.models.sampling.Guidance;
import restyle.models.sampling.SamplerKind;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;
import restyle.pipeline.flow.FramePosition;

class NoiseSourcesTest {
    private static final int ROWS = 6;

    @TempDir
    Path folder;

    /** A short scene at the end of a clip is filled up with more frames than the clip has. */
    @Test
    void paddingBeyondTheLastRowBeginsAgainWithTheFirst() {
        NoiseSource source = NoiseSources.of(sampling(write("noise", ROWS)), new long[] {1, 4, 1, 1}, 0);
        assertArrayEquals(new float[] {20, 21, 22, 23}, source.start(at(5)));
        assertArrayEquals(new float[] {20, 21, 22, 23}, source.ofPadding().start(at(5)));
        assertArrayEquals(new float[] {0, 1, 2, 3}, source.ofPadding().start(at(6)));
        assertArrayEquals(new float[] {4, 5, 6, 7}, source.ofPadding().start(at(13)));
        assertThrows(ModelException.class, () -> source.start(at(6)), "a frame of the clip needs its own");
    }

    private static FramePosition at(long position) {
        return new FramePosition(position, position, 0, 0, 0, false);
    }

    private Path write(String name, int rows) {
        Path file = folder.resolve(name + ".safetensors");
        FloatBuffer values = FloatBuffer.allocate(rows * 4);
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, i);
        }
        try (SafetensorsWriter writer =
                SafetensorsWriter.create(file, List.of(new Slot(name, StoredType.F32, rows, 4, 1, 1)))) {
            writer.write(name, values);
            writer.commit();
        }
        return file;
    }

    private static Job.Sampling sampling(Path noise) {
        return new Job.Sampling(
                SamplerKind.DDIM,
                Betas.LINEAR,
                Optional.empty(),
                1,
                1,
                Guidance.of(1),
                0,
                Job.NoiseType.PER_FRAME,
                Optional.of(noise),
                Optional.empty(),
                4,
                1);
    }
}
