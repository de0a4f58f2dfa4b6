package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Options for one call of FFmpeg. */
final class Dictionary implements AutoCloseable {

    private final AVDictionary entries = new AVDictionary(null);

    static Dictionary of(Map<String, String> options) {
        Dictionary dictionary = new Dictionary();
        options.forEach((key, value) -> av_dict_set(dictionary.entries, key, value, 0));
        return dictionary;
    }

    AVDictionary entries() {
        return entries;
    }

    @Override
    public void close() {
        av_dict_free(entries);
    }
}
