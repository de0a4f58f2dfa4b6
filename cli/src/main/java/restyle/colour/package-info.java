/**
 * Colours in CIE L*a*b*: {@link restyle.colour.ColourStatistics} measures pictures, {@link restyle.colour.ColourMatch} gives one the
 * colours of another. Knows frames; does not know what they are for.
 */
package restyle.colour;
