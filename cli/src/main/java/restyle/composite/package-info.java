/**
 * Lays the stylized subject over something else. {@link restyle.composite.Background} is what the user asks for,
 * {@link restyle.composite.Backdrop} carries it out frame by frame, {@link restyle.composite.Compositor} has the formulas.
 */
package restyle.composite;
