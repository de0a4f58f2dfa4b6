package restyle.video.testing;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static restyle.video.testing.TestClip.check;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A stream beside the picture of a {@link TestClip}. */
sealed interface TestTrack {

    void open(AVFormatContext output, boolean globalHeader);

    void write(AVFormatContext output);

    /** A sine of 440 Hz, mono, 48 kHz. */
    final class Sound implements TestTrack {

        private static final int RATE = 48000;

        private final String name;
        private final String language;
        private final double seconds;
        private AVCodecContext encoder;
        private AVStream stream;

        Sound(String name, String language, double seconds) {
            this.name = name;
            this.language = language;
            this.seconds = seconds;
        }

        @Override
        public void open(AVFormatContext output, boolean globalHeader) {
            AVCodec codec = avcodec_find_encoder_by_name(name);
            encoder = avcodec_alloc_context3(codec);
            encoder.sample_rate(RATE);
            encoder.sample_fmt(name.equals("aac") ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_S16);
            av_channel_layout_default(encoder.ch_layout(), 1);
            encoder.time_base(av_make_q(1, RATE));
            encoder.flags(encoder.flags() | (globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
            check(avcodec_open2(encoder, codec, (AVDictionary) null));
            stream = avformat_new_stream(output, null);
            check(avcodec_parameters_from_context(stream.codecpar(), encoder));
            stream.time_base(encoder.time_base());
            stream.metadata(TestClip.dictionary(Map.of("language", language)));
        }

        @Override
        public void write(AVFormatContext output) {
            AVPacket packet = av_packet_alloc();
            int frameSamples = encoder.frame_size() > 0 ? encoder.frame_size() : 1024;
            for (long at = 0; at <= RATE * seconds; at += frameSamples) {
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
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            AVPacket packet = av_packet_alloc();
            check(av_new_packet(packet, bytes.length));
            new BytePointer(packet.data()).put(bytes);
            packet.stream_index(stream.index()).pts(40).dts(40).duration(160);
            check(av_interleaved_write_frame(output, packet));
            av_packet_free(packet);
        }
    }
}
