/**
 * Model files as their users name them: {@link restyle.models.model.Checkpoint} opens an image model, {@link
 * restyle.models.model.MotionModule} and {@link restyle.models.model.ControlModel} what goes with it. Knows which networks a file holds and what
 * its settings say; does not load or run them.
 */
package restyle.models.model;
