package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_OPTION_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_FLAG_ENCODING_PARAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_FLAG_VIDEO_PARAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_TYPE_BOOL;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_TYPE_CONST;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_TYPE_DOUBLE;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_TYPE_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_TYPE_INT;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_TYPE_INT64;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_child_next;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_find;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_next;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVOption;
import org.bytedeco.javacpp.Pointer;
import restyle.media.VideoException;

/** The options of an encoder under the names that FFmpeg gives them. */
public final class EncoderOptions {

    private static final int VIDEO_ENCODING = AV_OPT_FLAG_ENCODING_PARAM | AV_OPT_FLAG_VIDEO_PARAM;
    private static final int MAX_NEAR = 6;

    private final AVCodecContext context;
    private final String encoder;

    /**
     * @param context of the encoder, not yet open
     * @param encoder its name, to show in messages
     */
    public EncoderOptions(AVCodecContext context, String encoder) {
        this.context = context;
        this.encoder = encoder;
    }

    /** @throws VideoException if the encoder has no option of a name, or does not take a value */
    public void set(Map<String, String> options) {
        new TreeMap<>(options).forEach((key, value) -> {
            int result = av_opt_set(context, key, value, AV_OPT_SEARCH_CHILDREN);
            if (result == AVERROR_OPTION_NOT_FOUND() && find(key) == null) {
                throw new VideoException(
                        "encoder option %s: %s has no option of that name; %s".formatted(key, encoder, known(key)));
            }
            if (result < 0) {
                throw new VideoException(
                        "encoder option %s: %s expects %s, found '%s'".formatted(key, encoder, expected(key), value));
            }
        });
    }

    private AVOption find(String key) {
        return av_opt_find(context, key, null, 0, AV_OPT_SEARCH_CHILDREN);
    }

    private String expected(String key) {
        AVOption option = find(key);
        int type = option.type();
        List<String> words = words(option);
        String kind = "another value";
        if (type == AV_OPT_TYPE_BOOL) {
            kind = "0 or 1";
        } else if (type == AV_OPT_TYPE_INT || type == AV_OPT_TYPE_INT64) {
            kind = "a whole number from %.0f to %.0f".formatted(option.min(), option.max());
        } else if (type == AV_OPT_TYPE_DOUBLE || type == AV_OPT_TYPE_FLOAT) {
            kind = "a number from %s to %s".formatted(option.min(), option.max());
        }
        return words.isEmpty() ? kind : kind + " or one of " + String.join(", ", words);
    }

    /** The names of the values that an option has names for. */
    private List<String> words(AVOption option) {
        String unit = FFmpeg.string(option.unit());
        return unit.isEmpty() ? List.of() : all(unit);
    }

    private String known(String key) {
        List<String> near = near(key);
        return near.isEmpty()
                ? "its own are " + String.join(", ", names(child(), ""))
                : "near are " + String.join(", ", near);
    }

    /** Names of which one begins with the other, or that differ in few letters. */
    private List<String> near(String key) {
        return all("").stream()
                .filter(name -> distance(key, name) <= Math.max(1, key.length() / 3))
                .sorted(Comparator.<String>comparingInt(name -> distance(key, name))
                        .thenComparing(name -> name))
                .limit(MAX_NEAR)
                .toList();
    }

    private List<String> all(String unit) {
        return Stream.concat(names(context, unit).stream(), names(child(), unit).stream())
                .distinct()
                .toList();
    }

    /** The names of the options for video; with a unit those of the values that have it. */
    private static List<String> names(Pointer owner, String unit) {
        List<String> names = new ArrayList<>();
        if (owner == null) {
            return names;
        }
        for (AVOption o = av_opt_next(owner, null); o != null; o = av_opt_next(owner, o)) {
            boolean isValue = o.type() == AV_OPT_TYPE_CONST;
            boolean wanted = unit.isEmpty()
                    ? !isValue && (o.flags() & VIDEO_ENCODING) == VIDEO_ENCODING
                    : isValue && unit.equals(FFmpeg.string(o.unit()));
            if (wanted) {
                names.add(FFmpeg.string(o.name()));
            }
        }
        return names;
    }

    /** What holds the options that only this encoder has; null if there are none. */
    private Pointer child() {
        return av_opt_child_next(context, null);
    }

    /** How many letters must be added, taken out, changed or swapped to make one of the other; 1 where one begins the other. */
    private static int distance(String a, String b) {
        if (a.length() > 1 && b.length() > 1 && (b.startsWith(a) || a.startsWith(b))) {
            return 1;
        }
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int change = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
