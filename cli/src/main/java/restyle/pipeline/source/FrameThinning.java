package restyle.pipeline.source;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Chooses the frames that are kept when a clip is generated at fewer frames per second: time is divided into slots of 1 / fps
 * from the first frame on, and the first frame in each slot stays, with its own timestamp. Nothing is invented, so a rate above
 * the source's keeps every frame; that is said when the job is checked.
 */
public final class FrameThinning {

    /** In ticks: a frame that comes this little before a slot counts as in it, because containers round timestamps. */
    private static final double ROUNDING = 0.5;

    private final double slotsPerTick;
    private OptionalLong start;
    private long slot = -1;

    /**
     * @param fps frames per second to keep; none keeps all
     * @param secondsPerTick length of a tick of the timestamps
     */
    public FrameThinning(OptionalDouble fps, double secondsPerTick) {
        this(fps, secondsPerTick, OptionalLong.empty());
    }

    /** @param start timestamp from which slots are counted; that of the first frame that comes if not given */
    FrameThinning(OptionalDouble fps, double secondsPerTick, OptionalLong start) {
        slotsPerTick = fps.orElse(0) * secondsPerTick;
        this.start = start;
    }

    boolean keeps(long timestamp) {
        if (slotsPerTick == 0) {
            return true;
        }
        if (start.isEmpty()) {
            start = OptionalLong.of(timestamp);
        }
        long of = (long) Math.floor((timestamp - start.getAsLong() + ROUNDING) * slotsPerTick);
        boolean keep = of > slot;
        slot = Math.max(slot, of);
        return keep;
    }
}
