package restyle.pipeline.denoise;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import restyle.files.AtomicFile;
import restyle.job.Job;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.FrameStage;
import restyle.pipeline.flow.RunContext;
import restyle.pipeline.networks.Networks;

/** Keeps a copy of the final latents as they pass: a safetensors file with {@code latents} [frames, 4, h, w]. */
public final class LatentsFile {

    private static final String TENSOR = "latents";

    private LatentsFile() {}

    /** Opens the stage for a clip; the file has its name when the run is complete. */
    public static FrameStage<DenoisedFrame, DenoisedFrame> open(Job job, RunContext run) {
        Optional<Path> path = job.output().latents();
        if (path.isEmpty()) {
            return FrameStage.none();
        }
        long[] shape = Networks.latentShape(run.padding().outer(), run.model());
        AtomicFile file = run.keep(AtomicFile.create(path.get()));
        SafetensorsWriter tensors = SafetensorsWriter.into(
                file.content(),
                path.get(),
                List.of(new Slot(TENSOR, StoredType.F32, -1, shape[1], shape[2], shape[3])));
        run.whenComplete(() -> {
            tensors.commit();
            file.commit();
        });
        return FrameStage.each(frame -> {
            if (!frame.at().filled()) {
                tensors.write(TENSOR, FloatBuffer.wrap(frame.latents()));
            }
            return frame;
        });
    }
}
