/**
 * From latents to the output: render, deflicker, background, write. Knows pictures; does not know how their latents came about.
 */
package restyle.pipeline.finish;
