package restyle.media.testing;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static restyle.media.testing.TestClip.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A stream beside the picture of a {@link TestClip}. */
public interface TestTrack {

    void open(AVFormatContext output, boolean globalHeader);

    void write(AVFormatContext output);

    /** A sine of 440 Hz, mono, 48 kHz. */
    final class Sound implements TestTrack {

        private static final int RATE = 48000;
        private static final Set<String> WHOLE_NUMBERS = Set.of("pcm_s16le", "flac", "libopus", "mp2", "truehd");

        private final String name;
        private final String language;
        private final double from;
        private final double seconds;
        private AVCodecContext encoder;
        private AVStream stream;

        Sound(String name, String language, double from, double seconds) {
            this.name = name;
            this.language = language;
            this.from = from;
            this.seconds = seconds;
        }

        @Override
        public void open(AVFormatContext output, boolean globalHeader) {
            AVCodec codec = avcodec_find_encoder_by_name(name);
            encoder = avcodec_alloc_context3(codec);
            encoder.sample_rate(RATE);
            encoder.sample_fmt(WHOLE_NUMBERS.contains(name) ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP);
            encoder.strict_std_compliance(FF_COMPLIANCE_EXPERIMENTAL);
            av_channel_layout_default(encoder.ch_layout(), 1);
            encoder.time_base(av_make_q(1, RATE));
            encoder.flags(encoder.flags() | (globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
            check(avcodec_open2(encoder, codec, (AVDictionary) null));
            stream = avformat_new_stream(output, null);
            check(avcodec_parameters_from_context(stream.codecpar(), encoder));
            stream.time_base(encoder.time_base());
            stream.metadata(TestClip.dictionary(Map.of("language", language, "title", "Sound in " + language)));
        }

        @Override
        public void write(AVFormatContext output) {
            AVPacket packet = av_packet_alloc();
            int frameSamples = encoder.frame_size() > 0 ? encoder.frame_size() : 1024;
            for (long at = Math.round(RATE * from); at <= RATE * seconds; at += frameSamples) {
                AVFrame frame = sine(at, frameSamples);
                check(avcodec_send_frame(encoder, frame));
                av_frame_free(frame);
                drain(output, packet);
            }
            check(avcodec_send_frame(encoder, null));
            drain(output, packet);
            av_packet_free(packet);
            avcodec_free_context(encoder);
        }

        private AVFrame sine(long at, int samples) {
            AVFrame frame = av_frame_alloc();
            frame.format(encoder.sample_fmt()).nb_samples(samples).sample_rate(RATE);
            av_channel_layout_default(frame.ch_layout(), 1);
            check(av_frame_get_buffer(frame, 0));
            for (int i = 0; i < samples; i++) {
                double value = 0.5 * Math.sin(2 * Math.PI * 440 * (at + i) / RATE);
                if (encoder.sample_fmt() == AV_SAMPLE_FMT_FLTP) {
                    frame.data(0).putFloat(4L * i, (float) value);
                } else {
                    frame.data(0).putShort(2L * i, (short) (32767 * value));
                }
            }
            frame.pts(at);
            return frame;
        }

        private void drain(AVFormatContext output, AVPacket packet) {
            while (avcodec_receive_packet(encoder, packet) >= 0) {
                packet.stream_index(stream.index());
                av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
                check(av_interleaved_write_frame(output, packet));
            }
        }
    }

    /** A picture of the whole clip, as files of music have it. */
    static TestTrack cover() {
        return new Stored(AVMEDIA_TYPE_VIDEO, AV_CODEC_ID_PNG, new byte[0], List.of(TestPicture.cover()), Map.of());
    }

    /** A file that lies in the clip. */
    static TestTrack attachment(String name, String text) {
        return new Stored(
                AVMEDIA_TYPE_ATTACHMENT,
                AV_CODEC_ID_TTF,
                text.getBytes(StandardCharsets.UTF_8),
                List.of(),
                Map.of("filename", name, "mimetype", "application/x-truetype-font"));
    }

    /** A line of text as MP4 has it. */
    static TestTrack movText(String text) {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        byte[] packet = new byte[line.length + 2];
        packet[1] = (byte) line.length;
        System.arraycopy(line, 0, packet, 2, line.length);
        // A sample description: display flags, justification, colour, box and style, and the name of one font.
        byte[] header = new byte[43];
        header[22] = 1;
        header[34] = 13;
        header[35] = 'f';
        header[36] = 't';
        header[37] = 'a';
        header[38] = 'b';
        return new Stored(
                AVMEDIA_TYPE_SUBTITLE, AV_CODEC_ID_MOV_TEXT, header, List.of(packet), Map.of("language", "eng"));
    }

    /** Lines of text as Matroska has them for Advanced SubStation Alpha, all shown at the same time. */
    static TestTrack ass(String... lines) {
        String header = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n";
        return new Stored(
                AVMEDIA_TYPE_SUBTITLE,
                AV_CODEC_ID_ASS,
                header.getBytes(StandardCharsets.UTF_8),
                Stream.of(lines)
                        .map(text -> ("0,0,Default,,0,0,0,," + text).getBytes(StandardCharsets.UTF_8))
                        .toList(),
                Map.of("language", "jpn"));
    }

    /** A stream with a header and perhaps packets, all in the first fifth of a second. */
    final class Stored implements TestTrack {

        private final int kind;
        private final int codec;
        private final byte[] header;
        private final List<byte[]> payloads;
        private final Map<String, String> metadata;
        private AVStream stream;

        Stored(int kind, int codec, byte[] header, List<byte[]> payloads, Map<String, String> metadata) {
            this.kind = kind;
            this.codec = codec;
            this.header = header.clone();
            this.payloads = payloads;
            this.metadata = metadata;
        }

        @Override
        public void open(AVFormatContext output, boolean globalHeader) {
            stream = avformat_new_stream(output, null);
            BytePointer bytes = new BytePointer(av_mallocz(header.length + 64L));
            bytes.put(header);
            stream.codecpar().codec_type(kind).codec_id(codec).extradata(bytes).extradata_size(header.length);
            stream.time_base(av_make_q(1, 1000));
            stream.metadata(TestClip.dictionary(metadata));
            if (kind == AVMEDIA_TYPE_VIDEO) {
                stream.codecpar().width(16).height(16);
                stream.disposition(AV_DISPOSITION_ATTACHED_PIC);
            }
        }

        @Override
        public void write(AVFormatContext output) {
            payloads.forEach(payload -> writePacket(output, stream, payload));
        }
    }

    private static void writePacket(AVFormatContext output, AVStream stream, byte[] payload) {
        AVPacket packet = av_packet_alloc();
        check(av_new_packet(packet, payload.length));
        new BytePointer(packet.data()).put(payload);
        packet.stream_index(stream.index()).pts(40).dts(40).duration(160).flags(AV_PKT_FLAG_KEY);
        av_packet_rescale_ts(packet, av_make_q(1, 1000), stream.time_base());
        check(av_interleaved_write_frame(output, packet));
        av_packet_free(packet);
    }

    /** One line of SubRip text in the first fifth of a second. */
    final class Subtitle implements TestTrack {

        private final String text;
        private AVStream stream;

        Subtitle(String text) {
            this.text = text;
        }

        @Override
        public void open(AVFormatContext output, boolean globalHeader) {
            stream = avformat_new_stream(output, null);
            stream.codecpar().codec_type(AVMEDIA_TYPE_SUBTITLE).codec_id(AV_CODEC_ID_SUBRIP);
            stream.time_base(av_make_q(1, 1000));
        }

        @Override
        public void write(AVFormatContext output) {
            writePacket(output, stream, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
