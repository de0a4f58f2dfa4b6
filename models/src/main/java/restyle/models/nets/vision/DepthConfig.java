package restyle.models.nets.vision;

import java.util.List;

/**
 * What the weights of Depth Anything do not show.
 *
 * @param taken numbers of the blocks whose results the head sees, from 0, ascending
 * @param positions how positions are brought to the grid of a picture
 */
public record DepthConfig(List<Integer> taken, Positions positions) {

    /** How positions, learned on a square grid, are brought to another one. Trained ones are smooth, so it matters little. */
    public enum Positions {
        /** As the authors' code does, by factors a little larger than the ratio of the sizes. */
        ORIGINAL,
        /** As transformers does, by the sizes. */
        TRANSFORMERS
    }

    /** Levels of the head. */
    public static final int LEVELS = 4;

    /** Copies the list. */
    public DepthConfig {
        taken = List.copyOf(taken);
    }

    /** Returns the settings of version 2: every fourth part of the blocks; of 24 blocks the first is taken one earlier. */
    public static DepthConfig version2(int blocks) {
        return blocks == 24 ? of(4, 11, 17, 23) : of(blocks / 4 - 1, blocks / 2 - 1, blocks * 3 / 4 - 1, blocks - 1);
    }

    /** Returns the settings of version 1: the last four blocks. */
    public static DepthConfig version1(int blocks) {
        return of(blocks - 4, blocks - 3, blocks - 2, blocks - 1);
    }

    private static DepthConfig of(Integer... taken) {
        return new DepthConfig(List.of(taken), Positions.ORIGINAL);
    }

    /** Returns the same with another rule for positions. */
    public DepthConfig with(Positions rule) {
        return new DepthConfig(taken, rule);
    }
}
