package restyle.pipeline.flow;

/**
 * A scene of a clip that is known before it is read.
 *
 * @param number among the scenes that are processed, from 0
 * @param first position of its first frame
 * @param frames how many are diffused
 * @param shown how many are shown, those that are filled in included
 * @param sourceFrame number of its first frame in the source
 */
public record PlannedScene(int number, long first, int frames, int shown, long sourceFrame) {

    /** Returns the position behind the last frame. */
    public long end() {
        return first + frames;
    }
}
