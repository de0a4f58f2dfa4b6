package restyle.pipeline.flow;

import java.util.List;
import java.util.Optional;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.Matte;

/**
 * A frame of the source on its way through the stages, with what has been made of it so far.
 *
 * @param at which frame
 * @param image at the size that is generated, without padding
 * @param maps one for each ControlNet, padded to what the networks need; empty before they are made
 * @param reference what the reference pictures of its scene say, if there are any
 * @param matte where the subject is, if something else shall stand behind it
 */
public record ClipFrame(
        FramePosition at,
        Frame image,
        List<ControlMap> maps,
        Optional<ReferenceTokens> reference,
        Optional<Matte> matte) {

    /** A frame of which nothing has been made yet. */
    public ClipFrame(FramePosition at, Frame image) {
        this(at, image, List.of(), Optional.empty(), Optional.empty());
    }

    /** Returns the same frame at another place, where it is repeated to fill a window up. */
    public ClipFrame movedTo(FramePosition other) {
        return new ClipFrame(other, image, maps, reference, matte);
    }

    /** Returns the same frame with its control maps. */
    public ClipFrame withMaps(List<ControlMap> made) {
        return new ClipFrame(at, image, made, reference, matte);
    }

    /** Returns the same frame with the reference pictures of its scene. */
    public ClipFrame withReference(ReferenceTokens made) {
        return new ClipFrame(at, image, maps, Optional.of(made), matte);
    }

    /** Returns the same frame with its matte. */
    public ClipFrame withMatte(Matte made) {
        return new ClipFrame(at, image, maps, reference, Optional.of(made));
    }
}
