package restyle.media.read;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.media.Rational;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.codec.Demuxer;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.FilterGraph;
import restyle.media.codec.NativeResources;
import restyle.media.codec.VideoDecoder;

/** The whole pictures of a file's main video stream, as stored: not yet turned, still YUV. Tells what was damaged. */
final class StoredPictures implements AutoCloseable {

    /** One whole picture for each interlaced one; others pass unchanged. */
    private static final String DEINTERLACE = "bwdif=mode=send_frame:parity=auto:deint=interlaced";

    private final Path file;
    private final Consumer<String> notices;
    private final Demuxer demuxer;
    private final NativeResources natives = new NativeResources();
    private final AVFrame interlaced;
    private final AVStream stream;
    private final VideoDecoder decoder;
    private FilterGraph deinterlacer;
    private boolean waiting;
    private boolean flushed;
    private List<Integer> deinterlacedForm;
    private int repaired;
    private boolean warnedOfStart;

    /** @throws VideoException if there is no video stream that can be decoded */
    StoredPictures(Path file, int threads, Consumer<String> notices) {
        this.file = file;
        this.notices = notices;
        try {
            demuxer = natives.keep(Demuxer.open(file), Demuxer::close);
            int index = video(file, demuxer);
            stream = demuxer.stream(index);
            decoder = natives.keep(new VideoDecoder(file, demuxer, index, threads), VideoDecoder::close);
            interlaced = natives.keep(av_frame_alloc(), frame -> av_frame_free(frame));
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    private static int video(Path file, Demuxer demuxer) {
        int index = demuxer.mainVideo();
        if (index < 0 || (demuxer.stream(index).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
            throw new VideoException(file + " has no video stream, only sound or data");
        }
        return index;
    }

    /** Returns how many pictures the main video stream of a file has, by its packets. */
    static long count(Path file) {
        FFmpeg.load();
        AVPacket packet = av_packet_alloc();
        try (Demuxer demuxer = Demuxer.open(file)) {
            int index = video(file, demuxer);
            long pictures = 0;
            while (demuxer.read(packet)) {
                boolean shown = (packet.flags() & AV_PKT_FLAG_DISCARD) == 0 && packet.size() > 0;
                pictures += shown && packet.stream_index() == index ? 1 : 0;
                av_packet_unref(packet);
            }
            return pictures;
        } finally {
            av_packet_free(packet);
        }
    }

    VideoInfo probe(AVFrame first) {
        return StreamProbe.probe(file, demuxer, stream.index(), first);
    }

    /** Returns what is said of the pictures beside pixels. */
    ExtraProbe extras(boolean hdr) {
        return new ExtraProbe(stream, hdr);
    }

    /**
     * Gives the next picture.
     *
     * @return false after the last one
     */
    boolean read(AVFrame picture) {
        if (deinterlacer == null) {
            if (!decode(picture)) {
                return false;
            }
            if ((picture.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) == 0) {
                return true;
            }
            startDeinterlacing(picture);
        }
        while (!deinterlacer.read(picture)) {
            if (flushed) {
                return false;
            }
            feed();
        }
        return true;
    }

    /** Filters know one size only: where it changes, the pictures before are finished by themselves. */
    private void feed() {
        if (waiting) {
            deinterlacer.close();
            deinterlace(interlaced);
            waiting = false;
            return;
        }
        flushed = !decode(interlaced);
        waiting = !flushed && !form(interlaced).equals(deinterlacedForm);
        deinterlacer.write(flushed || waiting ? null : interlaced);
    }

    private void startDeinterlacing(AVFrame first) {
        notices.accept(file + " is interlaced; it is deinterlaced, one frame for each pair of fields");
        deinterlace(first);
    }

    private void deinterlace(AVFrame first) {
        Rational timeBase = FFmpeg.rational(stream.time_base(), Rational.ONE);
        deinterlacer = FilterGraph.ofPictures(file, "cannot deinterlace", DEINTERLACE, first, timeBase);
        deinterlacedForm = form(first);
        deinterlacer.write(first);
    }

    private static List<Integer> form(AVFrame picture) {
        return List.of(picture.width(), picture.height(), picture.format());
    }

    private boolean decode(AVFrame picture) {
        if (!decoder.read(picture)) {
            return false;
        }
        boolean corrupt = (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
        repaired += corrupt || picture.decode_error_flags() != 0 ? 1 : 0;
        return true;
    }

    /** Says, when the first picture is there, that others should have come before it. */
    void reportStart(AVFrame first) {
        if (decoder.start().isIncomplete()) {
            warnedOfStart = true;
            Rational unit = FFmpeg.rational(stream.time_base(), Rational.ONE);
            long ticks = Math.max(0, first.best_effort_timestamp() - Math.max(0, stream.start_time()));
            notices.accept(
                    "%s cannot be decoded from its start: what comes before its first whole picture, at %s s, is left out"
                            .formatted(file, String.format(Locale.ROOT, "%.2f", ticks * unit.toDouble())));
        }
    }

    /** Says what was lost among the pictures that were read. */
    void reportDamage(long pictures) {
        int lost = decoder.damagedPackets()
                - decoder.start().failures()
                + decoder.incompletePackets()
                + demuxer.damagedPlaces();
        if (decoder.start().isIncomplete() && !warnedOfStart) {
            notices.accept(
                    file + " cannot be decoded from its start: pictures before the first whole one are left out");
        }
        if (lost > 0 || repaired > 0) {
            notices.accept(
                    "%s is damaged: %d packets were unreadable or not whole, %d frames were repaired as far as possible, %d frames in all"
                            .formatted(file, lost, repaired, pictures));
        }
        if (demuxer.wasChanged()) {
            notices.accept(
                    file + " was changed while its pictures were read; some may be missing, or of another version");
        }
        if (demuxer.timeJumps() > 0) {
            notices.accept("%s is joined from several recordings: %d jumps in time are closed"
                    .formatted(file, demuxer.timeJumps()));
        }
    }

    /** Says, after the last picture, that there should be more. What was never stored, as a dropped frame in AVI, is not missing. */
    void reportEnd() {
        boolean fewer = decoder.packets() < stream.nb_frames();
        boolean avi = demuxer.format().equals("avi");
        if (fewer && (avi ? RiffFile.isCut(file) : decoder.endsEarly())) {
            notices.accept("%s ends early: it announces %d frames and has %d; it is probably truncated"
                    .formatted(file, stream.nb_frames(), decoder.packets()));
        } else if (stream.nb_frames() == 0 && demuxer.seconds() < 0.9 * demuxer.announcedSeconds() - 0.1) {
            notices.accept("%s ends early: it announces %.1f seconds and has %.1f; it is probably truncated"
                    .formatted(file, demuxer.announcedSeconds(), demuxer.seconds()));
        }
    }

    @Override
    public void close() {
        if (deinterlacer != null) {
            deinterlacer.close();
        }
        natives.close();
    }
}
