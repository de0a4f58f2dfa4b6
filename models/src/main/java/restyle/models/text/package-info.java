/**
 * Prompts, from what people write to the tokens that the CLIP text encoders of Stable Diffusion 1.x read: emphasis, chunks, embeddings by name, and
 * prompts that change while a clip goes on. Knows no networks and no files.
 */
package restyle.models.text;
