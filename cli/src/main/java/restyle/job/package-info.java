/**
 * What is asked for: options in layers (command line over job file over style over defaults), names looked up, everything
 * checked at once. Ends in a {@link restyle.job.Job}, which the pipeline carries out without asking further questions.
 */
package restyle.job;
