package restyle.farm;

import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of segments as people and engines write them: {@code 0-3,7}. */
public final class SegmentNumbers {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:(?:-|\\.\\.)(\\d{1,9}))?");

    private SegmentNumbers() {}

    /**
     * Reads a list.
     *
     * @param text numbers and ranges, separated by commas or spaces; ranges include both ends
     * @param count how many segments there are
     * @throws IllegalArgumentException saying what is expected
     */
    public static SortedSet<Integer> parse(String text, int count) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String range : text.strip().split("[,\\s]+")) {
            Matcher m = RANGE.matcher(range);
            if (!m.matches()) {
                throw new IllegalArgumentException("expected numbers and ranges such as 0-3,7; found '" + text + "'");
            }
            int first = Integer.parseInt(m.group(1));
            int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
            if (last < first || last >= count) {
                throw new IllegalArgumentException(
                        "the plan has the segments 0-%d, found '%s'".formatted(count - 1, range));
            }
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** Writes the numbers of segments, in order, as {@link #parse} reads them. */
    public static String of(List<Segment> segments) {
        StringJoiner text = new StringJoiner(",");
        int first = 0;
        for (int i = 0; i < segments.size(); i++) {
            int number = segments.get(i).number();
            if (i + 1 == segments.size() || segments.get(i + 1).number() != number + 1) {
                int from = segments.get(first).number();
                text.add(from == number ? Integer.toString(number) : from + "-" + number);
                first = i + 1;
            }
        }
        return text.toString();
    }
}
