package restyle.batch;

import restyle.job.options.JobFile;

/**
 * One clip to restyle, and what a job file says of it.
 *
 * @param clip where it is and where its result goes
 * @param document options that count where the command line says nothing
 * @param makesFolders whether missing folders of the output will be made
 */
public record ClipTask(ClipPath clip, JobFile document, boolean makesFolders) {}
