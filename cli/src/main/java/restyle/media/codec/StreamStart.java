package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * What is lost at the start of a stream: pieces that fail, and those that a decoder passes over silently because what they refer to is
 * missing, as where a recording was begun or cut between key frames.
 */
public final class StreamStart {

    private final List<Long> decodeTimes = new ArrayList<>();
    private final List<Long> showTimes = new ArrayList<>();
    private boolean decodeTimesOnly;
    private boolean shown;
    private long first = FFmpeg.NO_TIME;
    private long delay;
    private int failed;
    private int passedOver;

    void sent(AVPacket packet) {
        boolean unwanted = (packet.flags() & AV_PKT_FLAG_DISCARD) != 0;
        if (!shown) {
            decodeTimesOnly |=
                    decodeTimes.isEmpty() && packet.pts() == FFmpeg.NO_TIME && packet.dts() != FFmpeg.NO_TIME;
            decodeTimes.add(packet.dts());
            showTimes.add(unwanted ? FFmpeg.NO_TIME : packet.pts());
        } else if (!unwanted) {
            count(packet.pts());
        }
    }

    private void count(long time) {
        passedOver += time != FFmpeg.NO_TIME && time < first ? 1 : 0;
    }

    void failed() {
        failed += shown ? 0 : 1;
    }

    /**
     * Notices a picture. Containers that only know the order of decoding (AVI) would seem to begin as much later as the decoder has to
     * wait for pictures that are shown first: these are moved to where they belong.
     */
    void shown(AVFrame frame) {
        long time = frame.best_effort_timestamp();
        if (!shown) {
            shown = true;
            first = time;
            delay = delay(time);
            showTimes.forEach(this::count);
            decodeTimes.clear();
            showTimes.clear();
        }
        if (time != FFmpeg.NO_TIME) {
            frame.best_effort_timestamp(time - delay);
        }
    }

    private long delay(long time) {
        boolean known = decodeTimesOnly && time != FFmpeg.NO_TIME && failed < decodeTimes.size();
        return known && decodeTimes.get(failed) != FFmpeg.NO_TIME ? time - decodeTimes.get(failed) : 0;
    }

    /** Returns how many pieces could not be decoded before the first picture came. */
    public int failures() {
        return failed;
    }

    /** Returns whether the stream has pictures, so far as it was read, that would be shown before the first that could be decoded. */
    public boolean isIncomplete() {
        return failed > 0 || passedOver > 0;
    }
}
