package restyle.job.check;

import java.nio.file.Path;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.job.Problems;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.media.read.VideoReaders;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.Sampler;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.format.Safetensors;

/** Checks whether files of noise are of the size that is generated, and have a row for each frame. */
final class NoiseFit {

    private final Job job;
    private final Checkpoint checkpoint;
    private final VideoInfo source;

    private NoiseFit(Job job, Checkpoint checkpoint, VideoInfo source) {
        this.job = job;
        this.checkpoint = checkpoint;
        this.source = source;
    }

    static void check(Job job, Checkpoint checkpoint, VideoInfo source, Problems problems) {
        NoiseFit fit = new NoiseFit(job, checkpoint, source);
        job.sampling().noise().ifPresent(file -> problems.check("--noise", () -> fit.starts(file)));
        job.sampling().stepNoise().ifPresent(file -> problems.check("--step-noise", () -> fit.steps(file)));
    }

    private Path starts(Path file) {
        long[] shape = shape(file, "noise", "[frames");
        requireRows(file, shape[0], job.sampling().context());
        return file;
    }

    private Path steps(Path file) {
        Sampler sampler = job.sampling().create(Prediction.EPSILON);
        if (!sampler.addsNoise()) {
            return file;
        }
        long[] shape = shape(file, "step_noise", "[steps, frames");
        if (shape[0] < sampler.steps() - 1) {
            throw new ModelException("%s: has noise for %d steps, and it is added after %d; give one for each step"
                    .formatted(file, shape[0], sampler.steps() - 1));
        }
        requireRows(file, shape[1], 0);
        return file;
    }

    /** @param axes those before the latents' own */
    private long[] shape(Path file, String name, String axes) {
        StoredTensor tensor = Safetensors.read(file).tensors().get(name);
        if (tensor == null) {
            throw new ModelException(
                    "%s has no tensor '%s'; expected float32 %s, 4, h, w]".formatted(file, name, axes));
        }
        Checkpoint whole = job.models().vae().map(checkpoint::withVae).orElse(checkpoint);
        int factor = whole.vaeFactor();
        PixelSize size = job.selection().size().resolve(source.displayWidth(), source.displayHeight());
        PixelSize padded = size.padded(factor);
        long[] shape = tensor.shape();
        int latent = axes.split(",").length;
        if (shape.length != latent + 3
                || shape[latent + 1] != padded.height() / factor
                || shape[latent + 2] != padded.width() / factor) {
            throw new ModelException("%s: expected noise of shape %s, 4, %d, %d], found %s"
                    .formatted(file, axes, padded.height() / factor, padded.width() / factor, tensor));
        }
        return shape;
    }

    /**
     * Frames are counted only where the source seems to have more of them than there are rows.
     *
     * @param least rows that are needed however short the source is: a window's frames all start from noise
     */
    private void requireRows(Path file, long rows, int least) {
        boolean one = job.sampling().noiseType() == Job.NoiseType.CONSTANT;
        if (one || job.selection().fps().isPresent() || job.selection().every() > 1) {
            return;
        }
        if (rows < least) {
            throw new IllegalArgumentException(
                    "%s: expected noise for each frame of a window, %d with --context, found %d rows"
                            .formatted(file, least, rows));
        }
        if (rows >= job.selection().frames().of(source.frames())) {
            return;
        }
        long frames = job.selection().frames().of(VideoReaders.count(MediaPath.input(job.input())));
        if (rows < frames) {
            throw new IllegalArgumentException(
                    "%s: expected noise for each of %d frames, found %d rows".formatted(file, frames, rows));
        }
    }
}
