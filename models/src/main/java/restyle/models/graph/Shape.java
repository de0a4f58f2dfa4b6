package restyle.models.graph;

import java.util.Arrays;

/** Arithmetic on tensor shapes: sizes of the axes, outermost first. */
final class Shape {

    private Shape() {}

    static long count(long... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Returns the position of {@code axis} in a shape of {@code rank} axes; negative axes count from the last one. */
    static int axis(int rank, int axis) {
        int at = axis < 0 ? rank + axis : axis;
        if (at < 0 || at >= rank) {
            throw new IllegalArgumentException("no axis " + axis + " in a tensor of rank " + rank);
        }
        return at;
    }

    /** Replaces the one size that may be -1, so that the shape has {@code count} elements. */
    static long[] complete(long[] sizes, long count) {
        long known = count(Arrays.stream(sizes).filter(size -> size != -1).toArray());
        long[] shape = Arrays.stream(sizes)
                .map(size -> size == -1 && known > 0 ? count / known : size)
                .toArray();
        return count(shape) == count && Arrays.stream(shape).allMatch(size -> size >= 0) ? shape : null;
    }

    /** Returns the shape that two operands share after broadcasting, or null if there is none. */
    static long[] broadcast(long[] a, long[] b) {
        long[] result = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= result.length; i++) {
            long x = i > a.length ? 1 : a[a.length - i];
            long y = i > b.length ? 1 : b[b.length - i];
            if (x != y && x != 1 && y != 1) {
                return null;
            }
            result[result.length - i] = x == 1 ? y : x;
        }
        return result;
    }
}
