/**
 * Runs one network on tensors from a file: for checking a model, or this program, against another program. A network is one file here and
 * one line in {@link restyle.models.check.run.NetworkRun}; an option of its own is a constant beside it.
 */
package restyle.models.check.run;
