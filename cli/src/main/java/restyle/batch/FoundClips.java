package restyle.batch;

import java.util.List;

/**
 * The clips that a command line stands for.
 *
 * @param clips in the order of the inputs
 * @param notes what was passed over while they were looked for, one line each
 */
public record FoundClips(List<ClipPath> clips, List<String> notes) {

    public FoundClips {
        clips = List.copyOf(clips);
        notes = List.copyOf(notes);
    }
}
