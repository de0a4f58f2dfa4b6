package restyle.pipeline.flow;

import restyle.plugins.Frame;

/**
 * A picture that was generated, and what it was made of.
 *
 * @param clip the source frame
 * @param image what has become of it so far
 */
public record StyledFrame(ClipFrame clip, Frame image) {

    /** Returns which frame. */
    public FramePosition at() {
        return clip.at();
    }

    /** Returns another picture of the same frame. */
    public StyledFrame with(Frame picture) {
        return new StyledFrame(clip, picture);
    }
}
