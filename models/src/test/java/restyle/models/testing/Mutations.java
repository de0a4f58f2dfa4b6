package restyle.models.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that have become something else on their way. */
public final class Mutations {
    private static final int EARLY_BYTES = 4 << 10;

    private Mutations() {}

    /** Changes, inserts or drops bytes, or cuts the end off. */
    public static byte[] damaged(byte[] sound, Random random) {
        return damaged(sound, random.nextInt(sound.length), random);
    }

    /** As {@link #damaged}, but within the first few KiB, where a large file has its headers. */
    public static byte[] damagedEarly(byte[] sound, Random random) {
        return damaged(sound, random.nextInt(Math.min(EARLY_BYTES, sound.length)), random);
    }

    private static byte[] damaged(byte[] sound, int at, Random random) {
        byte[] damaged = switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(sound, at);
            case 1 -> replaced(sound, at, at, new byte[] {(byte) random.nextInt()});
            case 2 -> replaced(sound, at, at + 1, new byte[0]);
            default -> sound.clone();
        };
        if (damaged.length == sound.length) {
            damaged[at] = (byte) random.nextInt();
        }
        return damaged;
    }

    /** Swaps sizes within one shape, or gives a tensor another name: the file stays well-formed, but no longer makes sense. */
    public static byte[] misshapen(byte[] sound, Random random) {
        String text = new String(sound, StandardCharsets.ISO_8859_1);
        if (random.nextBoolean()) {
            Matcher shape = Pattern.compile("\"shape\":\\[(\\d+), (\\d+)").matcher(text);
            return pick(shape, random)
                    ? replaced(
                            sound,
                            shape.start(1),
                            shape.end(2),
                            (shape.group(2) + ", " + shape.group(1)).getBytes(StandardCharsets.ISO_8859_1))
                    : damaged(sound, random);
        }
        Matcher name = Pattern.compile("\"([\\w.]+)\":\\{").matcher(text);
        if (!pick(name, random)) {
            return damaged(sound, random);
        }
        byte[] other = sound.clone();
        other[name.start(1) + random.nextInt(name.group(1).length())] = (byte) ('a' + random.nextInt(26));
        return other;
    }

    /** Moves on to one of the matches; false if there is none. */
    private static boolean pick(Matcher matcher, Random random) {
        List<Integer> starts = matcher.results().map(result -> result.start()).toList();
        matcher.reset();
        return !starts.isEmpty() && matcher.find(starts.get(random.nextInt(starts.size())));
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
        byte[] result = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
        return result;
    }
}
