package restyle.farm;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import restyle.farm.claim.Claims;

/**
 * Gives out segments one by one that are not there and that nobody else is at, until all are there. While others are at the last of them it
 * waits, to take over what they leave undone. Ends early when its thread is interrupted.
 */
public final class ClaimedSegments implements Iterator<List<Segment>> {

    private static final long WAIT_MILLIS = 2000;

    private final SegmentStore store;
    private final List<Segment> wanted;
    private final Claims claims;
    private final Predicate<Segment> isGivenUp;
    private final Runnable waiting;
    private final Set<Segment> whole = new HashSet<>();
    private Segment next;

    /**
     * @param wanted in order
     * @param isGivenUp tells which are left to others, who may have more luck
     * @param waiting is called once, when nothing is left but what others are at
     */
    public ClaimedSegments(
            Plan plan, List<Segment> wanted, Claims claims, Predicate<Segment> isGivenUp, Runnable waiting) {
        store = new SegmentStore(plan);
        this.wanted = wanted;
        this.claims = claims;
        this.isGivenUp = isGivenUp;
        this.waiting = waiting;
    }

    @Override
    public boolean hasNext() {
        boolean waited = false;
        while (next == null && !isOver()) {
            next = claim();
            if (next == null && !isOver()) {
                if (!waited) {
                    waiting.run();
                    waited = true;
                }
                pause();
            }
        }
        return next != null;
    }

    private boolean isOver() {
        return Thread.currentThread().isInterrupted() || wanted.stream().noneMatch(this::isLeft);
    }

    private boolean isLeft(Segment segment) {
        return !whole.contains(segment) && !isGivenUp.test(segment);
    }

    /** Claims first and looks then: what was made in between is not made again. */
    private Segment claim() {
        for (Segment segment : wanted) {
            if (isLeft(segment)) {
                boolean ours = claims.claim(segment.number());
                if (store.state(segment).isWhole()) {
                    whole.add(segment);
                } else if (ours) {
                    return segment;
                }
            }
        }
        return null;
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Segment> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Segment segment = next;
        next = null;
        return List.of(segment);
    }
}
