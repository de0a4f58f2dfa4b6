/**
 * Tensors by name. {@link restyle.models.weights.StateDict} holds what files offer, {@link restyle.models.weights.KeyMap} translates names,
 * {@link restyle.models.weights.Weights} hands the tensors to a graph without reading them. Knows neither file formats nor what a network's
 * tensors are called.
 */
package restyle.models.weights;
