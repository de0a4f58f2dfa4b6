/**
 * Turns options into a {@link restyle.job.Job}, or into everything that is wrong with them, at once and before anything is started or
 * written.
 */
package restyle.job.check;
