/**
 * Model files as running networks. {@link restyle.models.inference.Checkpoint} opens a model; each stage of a run has a class here that
 * loads one network for one size, runs it and frees it.
 */
package restyle.models.inference;
