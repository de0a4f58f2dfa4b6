/** Prompts to token ids, as the CLIP text encoders of Stable Diffusion 1.x expect them. Knows no networks. */
package restyle.models.text;
