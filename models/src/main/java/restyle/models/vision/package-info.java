/** Pictures as image encoders were trained on them: sizes, ranges, colour statistics. Knows no network. */
package restyle.models.vision;
