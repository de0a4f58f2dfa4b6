/** You type it, it runs. Commands parse, build a job, call the pipeline; only {@link restyle.cli.Main} ends the process. */
package restyle.cli;
