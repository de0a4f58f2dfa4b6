package restyle.job.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import restyle.job.Job;
import restyle.job.PixelSize;
import restyle.job.options.JobFile;
import restyle.job.options.JobOptions;
import restyle.media.VideoInfo;

/**
 * A job that can run.
 *
 * @param job what to do
 * @param source what the input is
 * @param options the same as options, complete and with paths in place of names, but for models that come with restyle: what
 *     {@code --dry-run} prints
 * @param preview the few frames of it that are drawn instead, if that is asked for
 * @param warnings what the user should know, one line each
 */
public record ResolvedJob(
        Job job, VideoInfo source, JobOptions options, Optional<PreviewJob> preview, List<String> warnings) {

    public ResolvedJob {
        warnings = List.copyOf(warnings);
    }

    /** Returns the size that is generated, before padding. Jobs of one batch with the same size share their networks. */
    public PixelSize size() {
        return job.selection().size().resolve(source.displayWidth(), source.displayHeight());
    }

    /** Returns the job as a job file: options, then the hash of every file that decides pixels. */
    public String toYaml(Map<String, String> hashes) {
        return JobFile.write(job.input(), job.output().path(), options, hashes);
    }
}
