package restyle.models.model;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What a ControlNet needs that its tensors do not show. Settings beside the weights tell some of it, the published names of the files the rest.
 *
 * @param pools whether only the mean of each residual counts, without its place (ControlNet 1.1 Shuffle)
 * @param whiteLines whether it was trained on white lines on black, while programs that draw lines draw them dark on white (Lineart): a map
 *     that is mostly light must be inverted for it
 */
public record ControlNeeds(boolean pools, boolean whiteLines) {

    static ControlNeeds of(Path path, NetworkConfig config) {
        String name = path.toAbsolutePath().getFileName().toString().toLowerCase(Locale.ROOT);
        boolean pools =
                Boolean.parseBoolean(config.text("global_pool_conditions", Boolean.toString(name.contains("shuffle"))));
        return new ControlNeeds(pools, name.contains("lineart"));
    }
}
