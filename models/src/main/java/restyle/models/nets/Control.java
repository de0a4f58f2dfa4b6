package restyle.models.nets;

import restyle.models.graph.Tensor;

/** What ControlNets and T2I-Adapters change in a UNet. */
@FunctionalInterface
public interface Control {
    /** A UNet by itself. */
    Control NONE = (name, picture) -> picture;

    /** Adds a ControlNet's residuals, which every run is given, to skip connections and middle. */
    Control RESIDUALS = inputs("down_\\d+|mid");

    /** Adds a T2I-Adapter's features, which every run is given, to the levels of the encoding half. */
    Control FEATURES = inputs("feature_\\d+");

    /**
     * Changes a picture.
     *
     * @param name {@code feature_0}, {@code feature_1} and so on for the levels of the encoding half, as it goes on with them; {@code down_0} and
     *     so on for the skip connections, oldest first, or {@code mid}, before the decoding half sees them
     */
    Tensor apply(String name, Tensor picture);

    /** Changes pictures first as this, then as another. */
    default Control and(Control other) {
        return (name, picture) -> other.apply(name, apply(name, picture));
    }

    /** Adds to each picture of such a name a value that every run is given, called as the picture is. */
    private static Control inputs(String names) {
        return (name, picture) -> name.matches(names)
                ? picture.add(picture.graph().input(name, picture.shape()).cast(picture.dtype()))
                : picture;
    }
}
