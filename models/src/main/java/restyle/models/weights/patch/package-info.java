/**
 * Changes to weights as they enter a graph: LoRAs and their relatives, differences to a base model. {@link
 * restyle.models.weights.patch.Patch} is one change, {@link restyle.models.weights.patch.Patches} those of a network. Knows the formulas, does
 * not know how files name things or where changed values are kept.
 */
package restyle.models.weights.patch;
