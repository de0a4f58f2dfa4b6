package restyle.job.check;

import java.util.Locale;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;

/**
 * A job of which only a few frames are drawn, beside their sources, into one picture.
 *
 * @param job whose output is a PNG or JPEG
 * @param frames how many, 1 to the length of a window
 */
public record PreviewJob(Job job, int frames) {

    /** @throws JobException with every problem found */
    public PreviewJob {
        Problems problems = new Problems();
        problems.check(
                "--preview", () -> OptionChecks.whole(frames, 1, job.sampling().context()));
        if (!job.output().path().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")) {
            problems.add("-o %s: a preview is an image; expected a name that ends with .png or .jpg"
                    .formatted(job.output().path()));
        }
        if (job.output().latents().isPresent()) {
            problems.add("--save-latents: cannot be combined with --preview, which saves none");
        }
        problems.throwIfAny();
    }
}
