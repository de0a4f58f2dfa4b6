/**
 * Pictures between pictures: {@link restyle.fill.InBetween} makes a frame of the two that were generated around it, by how their sources
 * move onto its own.
 */
package restyle.fill;
