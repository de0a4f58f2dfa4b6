/**
 * Takes flicker out of generated pictures: {@link restyle.deflicker.TemporalMean} averages each with its neighbours in time,
 * which {@link restyle.vision.MotionAligner} has laid over it and {@link restyle.deflicker.Agreement} weighs.
 */
package restyle.deflicker;
