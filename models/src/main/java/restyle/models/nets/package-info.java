/**
 * The networks of Stable Diffusion 1.x and AnimateDiff as functions from weights to tensors. Which layers there are and how wide is read
 * off the weights; names and arithmetic are those of diffusers.
 */
package restyle.models.nets;
