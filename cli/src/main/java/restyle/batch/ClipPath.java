package restyle.batch;

import java.util.Optional;

/**
 * One clip of a batch by name.
 *
 * @param input video, image, or image sequence
 * @param output where its result goes
 * @param problem why it cannot be restyled, if its name alone tells: a whole sentence
 */
public record ClipPath(String input, String output, Optional<String> problem) {

    /** Takes a clip of which nothing bad is known. */
    public ClipPath(String input, String output) {
        this(input, output, Optional.empty());
    }
}
