package restyle.job.check;

import java.nio.file.Path;
import java.util.Arrays;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.job.Problems;
import restyle.media.MediaPath;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.read.VideoReaders;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.format.Safetensors;

/** Checks whether a file of start noise is of the size that is generated, and has a row for each frame. */
final class NoiseFit {

    private static final String TENSOR = "noise";

    private NoiseFit() {}

    static void check(Job job, Checkpoint checkpoint, VideoInfo source, Problems problems) {
        job.sampling()
                .noise()
                .ifPresent(file -> problems.check("--noise", () -> {
                    long[] shape = shape(file);
                    Checkpoint whole =
                            job.models().vae().map(checkpoint::withVae).orElse(checkpoint);
                    PixelSize size = job.selection().size().resolve(source.displayWidth(), source.displayHeight());
                    int factor = whole.vaeFactor();
                    PixelSize padded = size.padded(factor);
                    if (shape.length != 4
                            || shape[2] != padded.height() / factor
                            || shape[3] != padded.width() / factor) {
                        throw new ModelException("%s: expected noise of shape [frames, 4, %d, %d], found %s"
                                .formatted(
                                        file,
                                        padded.height() / factor,
                                        padded.width() / factor,
                                        Arrays.toString(shape)));
                    }
                    requireRows(file, shape[0], job, source);
                    return file;
                }));
    }

    private static long[] shape(Path file) {
        StoredTensor tensor = Safetensors.read(file).tensors().get(TENSOR);
        if (tensor == null) {
            throw new ModelException(file + " has no tensor 'noise'; expected float32 [frames, 4, h, w]");
        }
        return tensor.shape();
    }

    /** Frames are counted only where the source seems to have more of them than there are rows. */
    private static void requireRows(Path file, long rows, Job job, VideoInfo source) {
        boolean one = job.sampling().noiseType() == Job.NoiseType.CONSTANT;
        if (one
                || job.selection().fps().isPresent()
                || rows >= job.selection().frames().of(source.frames())) {
            return;
        }
        try {
            long frames = job.selection().frames().of(VideoReaders.count(MediaPath.input(job.input())));
            if (rows < frames) {
                throw new IllegalArgumentException(
                        "%s: expected noise for each of %d frames, found %d rows".formatted(file, frames, rows));
            }
        } catch (VideoException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
