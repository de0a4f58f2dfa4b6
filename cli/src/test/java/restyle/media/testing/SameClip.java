package restyle.media.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import restyle.media.SourceFrame;

/** What must be equal in a clip and its copy, by FFmpeg's own report of both. Numbers of streams do not count, their order does. */
public final class SameClip {

    /** Matroska counts in milliseconds, wherever the source counts finer. */
    private static final double MILLISECOND = 0.00051;

    private SameClip() {}

    /**
     * Frames, their times, sizes, tags, sound.
     *
     * @param samePackets whether the sound's packets must be the same one by one; else their number
     * @param complete whether everything beside the picture must be there
     */
    public static void check(Path from, Path to, boolean samePackets, boolean complete) {
        MediaFacts before = MediaFacts.of(from);
        MediaFacts after = MediaFacts.of(to);
        // What counts from an arbitrary number comes out from zero: sound and picture by the same amount.
        double shift = before.video().frameSeconds().get(0)
                - after.video().frameSeconds().get(0);
        if (!from.toString().endsWith(".ts")) {
            assertEquals(0, shift, MILLISECOND, "start");
        }
        sameTimes("picture", before.video().frameSeconds(), after.video().frameSeconds(), shift);
        assertEquals(before.video().displaySize(), after.video().displaySize());
        assertEquals(false, after.video().sideways());
        sameTags(before.video().tags(), after.video().tags());
        if (complete) {
            assertEquals(companions(before), companions(after));
        }
        List<MediaFacts.Stream> sound = before.others();
        for (int i = 0; i < after.others().size(); i++) {
            sameTrack(sound.get(i), after.others().get(i), shift, samePackets);
        }
        assertEquals(before.chapters(), after.chapters());
        assertEquals(about(before.metadata()), about(after.metadata()));
        samePictures(from, to);
    }

    /** Codings of what is beside the picture; the titles of chapters, which MP4 keeps in a stream, do not count. */
    private static List<String> companions(MediaFacts facts) {
        return facts.streams().stream()
                .filter(stream -> stream != facts.video() && !stream.codec().equals("bin_data"))
                .map(MediaFacts.Stream::codec)
                .toList();
    }

    private static void sameTrack(
            MediaFacts.Stream before, MediaFacts.Stream after, double shift, boolean samePackets) {
        assertEquals(before.codec(), after.codec());
        String language = before.metadata().getOrDefault("language", "und");
        assertEquals(language, after.metadata().getOrDefault("language", "und"));
        if (before.codec().equals("mov_text")) {
            // Where there is no text MP4 has empty packets, as many as its writer likes.
            assertTrue(after.packets().containsAll(before.packets()), before.codec());
            return;
        }
        assertEquals(before.packets().size(), after.packets().size(), before.codec() + " packets");
        if (samePackets) {
            assertEquals(before.packets(), after.packets(), before.codec());
        }
        sameTimes(before.codec(), before.packetSeconds(), after.packetSeconds(), shift);
    }

    private static void sameTimes(String what, List<Double> before, List<Double> after, double shift) {
        assertEquals(before.size(), after.size(), what);
        for (int i = 0; i < before.size(); i++) {
            assertEquals(before.get(i) - shift, after.get(i), 2 * MILLISECOND, what + " " + i);
        }
    }

    /** High dynamic range comes out as BT.709, and what the source does not say is filled in. */
    private static void sameTags(List<Integer> before, List<Integer> after) {
        boolean hdr = before.get(1) == 16 || before.get(1) == 18;
        List<Integer> expected = hdr ? List.of(1, 1, 1, 1) : before;
        boolean rgb = before.get(2) == 0;
        IntStream.range(0, 4)
                .filter(i -> !rgb && expected.get(i) != 2 && expected.get(i) != 0)
                .forEach(i -> assertEquals(expected.get(i), after.get(i), "tag " + i));
    }

    private static Map<String, String> about(Map<String, String> metadata) {
        Map<String, String> about = new TreeMap<>();
        metadata.forEach((key, value) -> about.put(key.toLowerCase(java.util.Locale.ROOT), value));
        about.keySet().removeAll(List.of("encoder", "major_brand", "minor_version", "compatible_brands"));
        return about;
    }

    /** As restyle itself sees both; whether it sees pictures as they are is for other tests. */
    private static void samePictures(Path from, Path to) {
        List<SourceFrame> before = Copying.frames(from);
        List<SourceFrame> after = Copying.frames(to);
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            byte[] a = before.get(i).frame().rgb();
            byte[] b = after.get(i).frame().rgb();
            assertEquals(a.length, b.length);
            long sum = 0;
            for (int k = 1; k < a.length; k += 3) {
                sum += Math.abs((a[k] & 255) - (b[k] & 255));
            }
            double mean = sum / (a.length / 3.0);
            assertTrue(mean < 6, "picture " + i + " differs by " + mean);
        }
    }
}
