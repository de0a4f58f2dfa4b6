/**
 * Draws a comic's ink and flat tones: {@link restyle.ink.InkDrawing} puts the contours of the source over a generated picture whose
 * lightness was made to lie in few steps.
 */
package restyle.ink;
