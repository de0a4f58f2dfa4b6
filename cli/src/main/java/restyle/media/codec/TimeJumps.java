package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import restyle.media.Rational;

/**
 * Closes the jumps of a clock that starts anew, as where recordings of transport streams were joined: what comes after a jump
 * follows at once on what came before. Depends on the packets alone, so two readers of one file see the same times.
 */
final class TimeJumps {

    private static final Rational MICROSECONDS = new Rational(1, AV_TIME_BASE);

    /** Longer gaps are jumps, shorter ones are signal that was lost; FFmpeg's own measure. */
    private static final long LONGEST_GAP = 10L * AV_TIME_BASE;

    /** Steps back that are a packet out of place rather than a jump. */
    private static final long SHORTEST_STEP_BACK = AV_TIME_BASE / 10;

    private final Map<Integer, Long> lastMicros = new HashMap<>();
    /** Where everything so far has ended, of all streams: one that has nothing for a while makes no gap. */
    private long endMicros = Long.MIN_VALUE;

    private long shiftMicros;
    private int count;

    /** Moves the times of the next packet of a file. */
    void close(AVPacket packet, AVStream stream) {
        Rational unit = FFmpeg.rational(stream.time_base(), MICROSECONDS);
        int kind = stream.codecpar().codec_type();
        long time = packet.dts() == FFmpeg.NO_TIME ? packet.pts() : packet.dts();
        if (time != FFmpeg.NO_TIME && (kind == AVMEDIA_TYPE_VIDEO || kind == AVMEDIA_TYPE_AUDIO)) {
            follow(packet, unit.convert(time, MICROSECONDS), unit);
        }
        if (shiftMicros != 0) {
            long shift = MICROSECONDS.convert(shiftMicros, unit);
            packet.dts(packet.dts() == FFmpeg.NO_TIME ? FFmpeg.NO_TIME : packet.dts() + shift);
            packet.pts(packet.pts() == FFmpeg.NO_TIME ? FFmpeg.NO_TIME : packet.pts() + shift);
        }
    }

    private void follow(AVPacket packet, long micros, Rational unit) {
        long last = lastMicros.getOrDefault(packet.stream_index(), Long.MIN_VALUE);
        boolean ahead = !lastMicros.isEmpty() && micros + shiftMicros - endMicros > LONGEST_GAP;
        if (ahead || micros + shiftMicros + SHORTEST_STEP_BACK < last) {
            shiftMicros = endMicros - micros;
            count++;
        }
        lastMicros.put(packet.stream_index(), micros + shiftMicros);
        long shown = packet.pts() == FFmpeg.NO_TIME ? micros : unit.convert(packet.pts(), MICROSECONDS);
        long duration = unit.convert(Math.max(0, packet.duration()), MICROSECONDS);
        endMicros = Math.max(endMicros, shown + shiftMicros + duration);
    }

    /** Returns how many there were so far. */
    int count() {
        return count;
    }
}
