package restyle.pipeline.denoise;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays overlapping context windows over a scene while its frames are still arriving.
 *
 * <p>Starts are 0, d, 2d, ... with d = length - overlap as long as the window ends before the scene does; one last window is
 * moved back so that it ends with the scene. A scene of at most one window's length gets a single window, for which the caller
 * pads the scene. The result does not depend on when frames arrive; a window is only held back until the start of the one
 * after it is certain, because then it is known which frames are in no later window.
 */
final class WindowPlanner {

    private final int length;
    private final int hop;
    private int start;

    /**
     * @param length frames in a window, at least 1
     * @param overlap frames that neighbouring windows share, 0 to length - 1
     */
    WindowPlanner(int length, int overlap) {
        this(length, overlap, 0);
    }

    /**
     * Leaves out the first windows.
     *
     * @param start of the first window that is wanted
     */
    WindowPlanner(int length, int overlap, int start) {
        if (overlap < 0 || overlap >= length) {
            throw new IllegalArgumentException("overlap: expected 0..%d (below the context of %d frames), found %d"
                    .formatted(length - 1, length, overlap));
        }
        this.length = length;
        this.hop = length - overlap;
        this.start = start;
    }

    int length() {
        return length;
    }

    /** Returns the start of the next window. */
    int start() {
        return start;
    }

    /** Returns the windows that become certain when the scene is known to have {@code frames} frames or more. */
    List<Window> arrived(int frames) {
        List<Window> certain = new ArrayList<>();
        for (; start + hop + length <= frames; start += hop) {
            certain.add(new Window(start, length, start + hop));
        }
        return certain;
    }

    /** Returns the remaining windows of a scene that has exactly {@code frames} frames. Called once, at its end. */
    List<Window> ended(int frames) {
        if (frames <= length) {
            return List.of(new Window(0, length, length));
        }
        List<Window> rest = new ArrayList<>(arrived(frames));
        int last = frames - length;
        if (start < last) {
            rest.add(new Window(start, length, last));
        }
        rest.add(new Window(last, length, frames));
        return rest;
    }
}
