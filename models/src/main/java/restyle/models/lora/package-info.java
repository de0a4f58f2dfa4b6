/**
 * LoRA files and their relatives: {@link restyle.models.lora.Lora} makes a file in any layout the changes to a network's weights. Knows how
 * files name and store things; the formulas are in {@link restyle.models.weights.patch}.
 */
package restyle.models.lora;
