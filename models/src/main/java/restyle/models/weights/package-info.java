/**
 * Names and bytes of the community's weight files. Files give {@link restyle.models.weights.TensorFile}s, key maps turn their names
 * into diffusers' names, {@link restyle.models.weights.Weights} hands the tensors to a graph without reading them.
 */
package restyle.models.weights;
