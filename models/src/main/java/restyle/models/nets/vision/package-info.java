/** Networks that look at pictures, as functions from weights to tensors: CLIP's image encoder, Depth Anything. */
package restyle.models.nets.vision;
