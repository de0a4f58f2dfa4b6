package restyle.pipeline.networks;

import restyle.models.graph.ModelException;

/** What is said where a network returns values that are no numbers; pictures of them would be black or noise. */
public final class NotFinite {

    private NotFinite() {}

    /**
     * Makes the error.
     *
     * @param network what users call it
     * @param when beginning with a space, or empty
     */
    public static ModelException of(String network, String when) {
        return new ModelException(network + " returned values that are not finite (NaN or infinity)" + when
                + "; its weights may hold such values, which 'restyle models show --values FILE' looks for");
    }
}
