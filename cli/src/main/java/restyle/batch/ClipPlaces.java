package restyle.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import restyle.media.MediaPath;

/**
 * Gives each clip its output below a directory: its place in the tree, with an ending that can be written. A clip whose own name can be
 * written has the first claim to it; another of the same stem keeps its ending inside its name: {@code a.mp4} and {@code a.lrv.mp4}.
 */
final class ClipPlaces {

    /** A clip and its place below the output directory; or why it has none. */
    record Found(String input, Path place, Optional<String> problem) {

        static Found at(String input, Path place) {
            return new Found(input, place, Optional.empty());
        }

        static Found bad(String input, String problem) {
            return new Found(input, Path.of(""), Optional.of(problem));
        }

        private boolean isWritable() {
            return problem.isEmpty() && MediaPath.writable(place).equals(place);
        }
    }

    private final Path root;
    private final Map<Path, String> taken = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private ClipPlaces(Path root) {
        this.root = root;
    }

    /** Returns the clips with their outputs, in the same order. */
    static List<ClipPath> below(Path root, List<Found> found) {
        ClipPlaces places = new ClipPlaces(root);
        List<ClipPath> clips = new ArrayList<>(Collections.nCopies(found.size(), null));
        for (boolean first : new boolean[] {true, false}) {
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).isWritable() == first) {
                    clips.set(i, places.placed(found.get(i)));
                }
            }
        }
        return clips;
    }

    private ClipPath placed(Found clip) {
        if (clip.problem.isPresent()) {
            return new ClipPath(clip.input, root.toString(), clip.problem);
        }
        Path output = root.resolve(MediaPath.writable(clip.place));
        if (!clip.isWritable() && names.contains(folded(output))) {
            String whole = clip.place.getFileName() + "." + MediaPath.extension(output);
            output = root.resolve(clip.place.resolveSibling(whole));
        }
        names.add(folded(output));
        String other = taken.putIfAbsent(output.normalize(), clip.input);
        if (other != null) {
            String collision = "%s: its output %s would collide with that of %s; give it another output"
                    .formatted(clip.input, output, other);
            return new ClipPath(clip.input, output.toString(), Optional.of(collision));
        }
        return new ClipPath(clip.input, output.toString());
    }

    /** Many disks take a.MP4 and a.mp4 for one file. */
    private static String folded(Path output) {
        return output.normalize().toString().toLowerCase(Locale.ROOT);
    }
}
