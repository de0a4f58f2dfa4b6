/** Upscalers at work: {@link restyle.models.engine.upscale.Upscaler} enlarges pictures of any size in tiles of one size. */
package restyle.models.engine.upscale;
