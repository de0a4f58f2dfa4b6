package restyle.models.nets;

import restyle.models.graph.Tensor;

/** What ControlNets change in a UNet. */
@FunctionalInterface
public interface Control {

    /** A UNet by itself. */
    Control NONE = (name, picture) -> picture;

    /** Adds to each picture a residual that every run is given, called as the picture is. */
    Control INPUTS = (name, picture) -> picture.add(picture.graph().input(name, picture.shape()));

    /**
     * Changes a picture before the decoding half sees it.
     *
     * @param name {@code down_0}, {@code down_1} and so on for the skip connections, oldest first, or {@code mid}
     */
    Tensor apply(String name, Tensor picture);
}
