package restyle.pipeline.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
 * @param between those that are shown after the frame that was diffused before this one, in its scene, and before this one: they are not
 *     diffused but filled in
 */
public record ClipFrame(
        FramePosition at,
        Frame image,
        List<ControlMap> maps,
        Optional<ReferenceTokens> reference,
        Optional<Matte> matte,
        List<ClipFrame> between) {

    public ClipFrame {
        maps = List.copyOf(maps);
        between = List.copyOf(between);
    }

    /** Begins with a frame of which nothing has been made yet. */
    public ClipFrame(FramePosition at, Frame image) {
        this(at, image, List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Returns the same frame at another place, where it is repeated to fill a window up. */
    public ClipFrame movedTo(FramePosition other) {
        return new ClipFrame(other, image, maps, reference, matte, between);
    }

    /** Returns the same frame with its control maps. */
    public ClipFrame withMaps(List<ControlMap> made) {
        return new ClipFrame(at, image, made, reference, matte, between);
    }

    /** Returns the same frame with the reference pictures of its scene. */
    public ClipFrame withReference(ReferenceTokens made) {
        return new ClipFrame(at, image, maps, Optional.of(made), matte, between);
    }

    /** Returns the same frame with its matte. */
    public ClipFrame withMatte(Matte made) {
        return new ClipFrame(at, image, maps, reference, Optional.of(made), between);
    }

    /** Lists the frames that are filled in before this one, and this one, in the order in which they are shown. */
    public List<ClipFrame> shown() {
        return Stream.concat(between.stream(), Stream.of(withBetween(List.of())))
                .toList();
    }

    /** Returns the same frame with those that are filled in before it. */
    public ClipFrame withBetween(List<ClipFrame> filled) {
        return new ClipFrame(at, image, maps, reference, matte, filled);
    }
}
