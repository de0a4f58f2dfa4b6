package restyle.farm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import restyle.media.VideoException;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.MadeFrame;

/** The frames of a whole clip, from its segments. Used by one thread. */
final class MadeClip implements AutoCloseable {

    private final SegmentStore store;
    private final Deque<Segment> left;
    private Segment current;
    private SegmentReader reader;

    MadeClip(SegmentStore store, List<Segment> segments) {
        this.store = store;
        left = new ArrayDeque<>(segments);
    }

    /** Returns what was made of a frame; frames come in order. */
    MadeFrame next(FramePosition at) {
        if (current == null || at.position() >= current.end()) {
            close();
            if (left.isEmpty()) {
                throw new VideoException("frame %d of the source was not there when it was planned; plan again"
                        .formatted(at.sourceFrame()));
            }
            current = left.remove();
            reader = store.read(current);
        }
        return reader.next(at);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
