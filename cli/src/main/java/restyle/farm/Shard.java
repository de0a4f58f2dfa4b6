package restyle.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several equal shares of a plan. Machines may be counted from 0 or from 1: the last share and share 0 are the same.
 *
 * @param index 0 to {@code count}
 * @param count how many shares there are, at least 1
 */
public record Shard(int index, int count) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    public Shard {
        if (count < 1 || index < 0 || index > count) {
            throw new IllegalArgumentException(
                    "expected i/N with i from 1 to N (or 0 to N-1), found %d/%d".formatted(index, count));
        }
    }

    /**
     * Reads {@code i/N}.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static Shard parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException("expected i/N, such as 1/4 to 4/4, or auto; found '" + text + "'");
        }
        return new Shard(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
    }

    /** Chooses this share of the segments: neighbours, so that few margins are computed twice, and as many frames as the others'. */
    public List<Segment> of(List<Segment> segments) {
        long all = segments.stream().mapToLong(Segment::frames).sum();
        List<Segment> share = new ArrayList<>();
        long before = 0;
        for (Segment segment : segments) {
            double middle = (before + segment.frames() / 2.0) / all;
            if ((int) (middle * count) == index % count) {
                share.add(segment);
            }
            before += segment.frames();
        }
        return share;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
