package restyle.compare;

import java.util.ArrayList;
import java.util.List;
import restyle.media.codec.Scaler;
import restyle.plugins.Frame;

/**
 * Pictures of both clips, evenly spread over a length that is not known beforehand: every frame at first; each time there are too
 * many, every other one is dropped and half as many are taken from then on.
 */
final class PicturePairs implements AutoCloseable {

    /**
     * The same moment of both clips.
     *
     * @param frame number, from 0
     * @param a JPEG
     * @param b JPEG
     */
    record Pair(int frame, byte[] a, byte[] b) {}

    private final int most;
    private final Scaler scaler;
    private List<Pair> pairs = new ArrayList<>();
    private int step = 1;

    /**
     * @param most how many are kept, even
     * @param scaler to the size in which they are shown
     */
    PicturePairs(int most, Scaler scaler) {
        this.most = most;
        this.scaler = scaler;
    }

    void offer(int number, Frame a, Frame b) {
        if (number % step != 0) {
            return;
        }
        if (pairs.size() == most) {
            step *= 2;
            pairs = new ArrayList<>(
                    pairs.stream().filter(pair -> pair.frame % step == 0).toList());
        }
        if (number % step == 0) {
            pairs.add(new Pair(number, Jpeg.encode(scaler.scale(a)), Jpeg.encode(scaler.scale(b))));
        }
    }

    List<Pair> pairs() {
        return List.copyOf(pairs);
    }

    /** Returns how many frames there are from one pair to the next. */
    int step() {
        return step;
    }

    @Override
    public void close() {
        scaler.close();
    }
}
