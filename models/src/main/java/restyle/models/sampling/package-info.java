/** When to denoise, how far, and from which noise: tables and pure functions that know no networks. A sampler is a class and a line in {@link restyle.models.sampling.SamplerKind}. */
package restyle.models.sampling;
