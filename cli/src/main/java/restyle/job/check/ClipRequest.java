package restyle.job.check;

import java.util.Optional;
import restyle.job.Target;
import restyle.job.options.JobFile;
import restyle.job.options.JobOptions;

/**
 * What is asked for one clip, as it was written.
 *
 * @param input video, image, or image sequence
 * @param target where the result goes
 * @param commandLine options that the user typed
 * @param document options of a job file, which count where the command line says nothing
 * @param preview how many frames are drawn instead of the whole clip, if that is asked for
 */
public record ClipRequest(
        String input, Target target, JobOptions commandLine, JobFile document, Optional<Integer> preview) {

    /** Asks for a whole clip without a job file. */
    public static ClipRequest of(String input, Target target, JobOptions commandLine) {
        return new ClipRequest(input, target, commandLine, JobFile.none(), Optional.empty());
    }
}
