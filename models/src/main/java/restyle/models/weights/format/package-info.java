/**
 * The formats of weight files: safetensors and PyTorch's, read from hostile bytes without running anything in them. Knows bytes; does not know
 * what the tensors are for.
 */
package restyle.models.weights.format;
