/**
 * The names that the community gives to tensors: which network a file holds, in which layout, and how its names become diffusers'. Knows names
 * and shapes; never reads values.
 */
package restyle.models.weights.names;
