package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/** What a file says about itself, by FFmpeg's names of the keys. */
public final class Metadata {

    /** True of the source's container only. */
    private static final Set<String> OF_THE_FILE =
            Set.of("major_brand", "minor_version", "compatible_brands", "encoder", "duration", "rotate");

    /** The keys that every player finds in an MP4 file; others need the newer list of named keys, in which few look. */
    private static final Set<String> ITUNES = Set.of(
            "title",
            "artist",
            "album_artist",
            "composer",
            "album",
            "date",
            "comment",
            "genre",
            "copyright",
            "grouping",
            "lyrics",
            "description",
            "synopsis",
            "show",
            "episode_id",
            "network",
            "keywords",
            "creation_time",
            "timecode");

    private Metadata() {}

    public static Map<String, String> read(AVDictionary dictionary) {
        Map<String, String> entries = new TreeMap<>();
        AVDictionaryEntry entry = null;
        while (dictionary != null && (entry = av_dict_iterate(dictionary, entry)) != null) {
            entries.put(plain(FFmpeg.string(entry.key())), FFmpeg.string(entry.value()));
        }
        entries.keySet().removeAll(OF_THE_FILE);
        return entries;
    }

    /** Matroska writes in capitals what everybody else writes small; keys that nobody knows stay as they are. */
    private static String plain(String key) {
        String small = key.toLowerCase(Locale.ROOT);
        return ITUNES.contains(small) || OF_THE_FILE.contains(small) ? small : key;
    }

    public static AVDictionary toNative(Map<String, String> entries) {
        AVDictionary dictionary = new AVDictionary(null);
        entries.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
        return dictionary;
    }

    public static boolean fitsItunes(Map<String, String> entries) {
        return ITUNES.containsAll(entries.keySet());
    }

    /** Removes the keys that are not {@link #fitsItunes}, and gives them back. */
    public static Set<String> keepItunes(Map<String, String> entries) {
        Set<String> others = new TreeSet<>(entries.keySet());
        others.removeAll(ITUNES);
        entries.keySet().removeAll(others);
        return others;
    }
}
