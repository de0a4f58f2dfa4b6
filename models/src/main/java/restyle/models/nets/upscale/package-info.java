/**
 * Networks that enlarge pictures, as functions from weights to tensors. How deep, how wide and by how much is read off the weights; names are
 * those of Real-ESRGAN and SPAN.
 */
package restyle.models.nets.upscale;
