package restyle.models.engine;

import java.util.OptionalInt;

/**
 * How a picture is cut for a network that cannot see it whole.
 *
 * @param side pixels of a tile, along each side, without the margin that it sees of its neighbours; empty for what fits into about a gibibyte
 * @param batch how many tiles the network takes at a time
 */
public record Tiles(OptionalInt side, int batch) {
    /** One tile at a time, as large as memory allows. */
    public static final Tiles AUTO = new Tiles(OptionalInt.empty(), 1);

    /** Checks the sizes. */
    public Tiles {
        if (side.isPresent() && side.getAsInt() < 1 || batch < 1) {
            throw new IllegalArgumentException("tiles of side " + side + ", " + batch + " at a time");
        }
    }
}
