package restyle.farm.array;

import java.util.OptionalInt;

/**
 * The numbers of an array's tasks, as its engine tells them.
 *
 * @param first of them
 * @param last of them; with steps, the last number that was asked for
 * @param step between them
 * @param tasks how many there are
 */
record ArrayRange(long first, long last, long step, int tasks) {

    /** Returns the range of an array of which only its length is known; it counts from 0. */
    static ArrayRange of(int tasks) {
        return new ArrayRange(0, tasks - 1L, 1, tasks);
    }

    /** Returns the range of an array that says no length of its own; it has no gaps. */
    static ArrayRange of(long first, long last, long step) {
        return new ArrayRange(first, last, step, (int) Math.min(Integer.MAX_VALUE, (last - first) / step + 1));
    }

    /** Returns which task a number is, from 0, or empty where this is a part of an array, or one with gaps. */
    OptionalInt indexOf(long id) {
        boolean whole = first == 0 || first == 1;
        boolean regular = tasks > 0 && step > 0 && (last - first) / step + 1 == tasks;
        boolean among = id >= first && id <= last && (id - first) % Math.max(1, step) == 0;
        return whole && regular && among ? OptionalInt.of((int) ((id - first) / step)) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        String numbers = first + " to " + last + (step == 1 ? "" : " by " + step);
        return tasks + (tasks == 1 ? " task, " : " tasks, ") + numbers;
    }
}
