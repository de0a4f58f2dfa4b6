package restyle.pipeline.flow;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What an early stage has made of each frame and a late one needs when the same frame gets there: as much as frames are on their way.
 * One thread may put while another takes.
 */
public final class FrameBuffer<T> {

    private record Entry<T>(long position, T value) {}

    private final Queue<Entry<T>> entries = new ConcurrentLinkedQueue<>();

    /** For a frame behind all those before. */
    public void put(FramePosition moment, T value) {
        entries.add(new Entry<>(moment.position(), value));
    }

    /** Of this frame; what was waiting for frames before it is dropped, because these were left out. */
    public T take(FramePosition moment) {
        Entry<T> entry = entries.remove();
        while (entry.position() < moment.position()) {
            entry = entries.remove();
        }
        return entry.value();
    }
}
