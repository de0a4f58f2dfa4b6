/** When to denoise, how far, and from which noise: plain tables and functions that know no networks. */
package restyle.models.sampling;
