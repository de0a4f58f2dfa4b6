package restyle.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Frames of the source that are processed.
 *
 * @param first number of the first, from 0
 * @param last number of the last, included; {@link Long#MAX_VALUE} for the end of the clip
 */
public record FrameRange(long first, long last) {

    public static final FrameRange ALL = new FrameRange(0, Long.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(?:(-|\\.\\.)(\\d{1,12})?)?");

    /** Reads {@code A-B}, {@code A..B}, {@code A-} (to the end) or {@code A} (one frame). */
    public static FrameRange parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "expected A-B, frame numbers from 0, both included; found '" + text + "'");
        }
        long first = Long.parseLong(m.group(1));
        long last = m.group(2) == null ? first : m.group(3) == null ? Long.MAX_VALUE : Long.parseLong(m.group(3));
        if (last < first) {
            throw new IllegalArgumentException("the last frame %d comes before the first %d".formatted(last, first));
        }
        return new FrameRange(first, last);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /** Returns how many of a clip's frames are in the range. */
    public long of(long frames) {
        return Math.max(0, Math.min(last, frames - 1) - first + 1);
    }

    @Override
    public String toString() {
        return last == Long.MAX_VALUE ? first + "-" : first + "-" + last;
    }
}
