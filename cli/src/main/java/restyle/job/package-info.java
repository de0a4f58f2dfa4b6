/**
 * What is asked for, resolved: {@link restyle.job.Job} and its parts, as records. Does not know where the values came from, nor how the job
 * is carried out.
 */
package restyle.job;
