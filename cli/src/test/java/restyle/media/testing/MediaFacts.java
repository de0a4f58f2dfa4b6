package restyle.media.testing;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static restyle.media.testing.TestClip.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * What FFmpeg itself reports of a file.
 *
 * @param streams in the order of the file
 * @param chapters start in milliseconds and title of each
 * @param metadata of the file as a whole
 */
public record MediaFacts(List<Stream> streams, List<String> chapters, Map<String, String> metadata) {

    /**
     * One stream.
     *
     * @param codec FFmpeg's name
     * @param width of a decoded picture in pixels, 0 for other streams
     * @param height of a decoded picture in pixels
     * @param sideways whether players turn it by a quarter
     * @param aspect shape of a pixel, {@code 64/45}
     * @param tags primaries, transfer, matrix and range of a decoded picture
     * @param timeBase {@code 1/12800}
     * @param packets checksum of each packet
     * @param packetTimes presentation times of the packets in ticks, in stored order
     * @param frameTimes presentation times of the decoded pictures in ticks, in shown order
     * @param metadata of the stream
     */
    public record Stream(
            String codec,
            int width,
            int height,
            boolean sideways,
            String aspect,
            List<Integer> tags,
            String timeBase,
            List<Long> packets,
            List<Long> packetTimes,
            List<Long> frameTimes,
            Map<String, String> metadata) {

        /** Width and height as shown, in pixels that are square. */
        public String displaySize() {
            String[] shape = aspect.split("/");
            double stretch = shape[0].equals("0") ? 1 : Double.parseDouble(shape[0]) / Double.parseDouble(shape[1]);
            long across = Math.round(width * stretch);
            // Upright, the stretched side is the height; it is the width that is said in square pixels all the same.
            return sideways ? Math.round(height / stretch) + "x" + width : across + "x" + height;
        }

        /** The times of the packets in seconds. */
        public List<Double> packetSeconds() {
            return seconds(packetTimes);
        }

        private List<Double> seconds(List<Long> times) {
            String[] unit = timeBase.split("/");
            double second = Double.parseDouble(unit[0]) / Double.parseDouble(unit[1]);
            return times.stream().map(ticks -> ticks * second).toList();
        }

        /** The times of the pictures in seconds. */
        public List<Double> frameSeconds() {
            return seconds(frameTimes);
        }
    }

    public static MediaFacts of(Path file) {
        av_log_set_level(AV_LOG_QUIET);
        AVFormatContext input = new AVFormatContext(null);
        check(avformat_open_input(input, file.toString(), null, (AVDictionary) null));
        check(avformat_find_stream_info(input, (AVDictionary) null));
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < input.nb_streams(); i++) {
            readings.add(new Reading(input.streams(i)));
        }
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(input, packet) >= 0) {
            readings.get(packet.stream_index()).add(packet);
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        List<Stream> streams = readings.stream().map(Reading::finish).toList();
        List<String> chapters = new ArrayList<>();
        for (int i = 0; i < input.nb_chapters(); i++) {
            var chapter = input.chapters(i);
            long start = av_rescale_q(chapter.start(), chapter.time_base(), av_make_q(1, 1000));
            chapters.add(start + " " + entries(chapter.metadata()).get("title"));
        }
        Map<String, String> metadata = entries(input.metadata());
        avformat_close_input(input);
        return new MediaFacts(streams, chapters, metadata);
    }

    public Stream video() {
        return streams.stream().filter(stream -> stream.width() > 0).findFirst().orElseThrow();
    }

    public List<Stream> others() {
        return streams.stream().filter(stream -> stream.width() == 0).toList();
    }

    private static Map<String, String> entries(AVDictionary dictionary) {
        Map<String, String> entries = new TreeMap<>();
        AVDictionaryEntry entry = null;
        while (dictionary != null && (entry = av_dict_iterate(dictionary, entry)) != null) {
            entries.put(entry.key().getString(), entry.value().getString());
        }
        return entries;
    }

    private static boolean sideways(AVStream stream) {
        var side = av_packet_side_data_get(
                stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return side != null && new IntPointer(side.data()).get(0) == 0;
    }

    private static final class Reading {

        private final AVStream stream;
        private final List<Long> packets = new ArrayList<>();
        private final List<Long> packetTimes = new ArrayList<>();
        private final List<Long> frameTimes = new ArrayList<>();
        private final AVFrame frame = av_frame_alloc();
        private AVCodecContext decoder;
        private int width;
        private int height;
        private List<Integer> tags = List.of();

        Reading(AVStream stream) {
            this.stream = stream;
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                var codec = avcodec_find_decoder(stream.codecpar().codec_id());
                decoder = avcodec_alloc_context3(codec);
                check(avcodec_parameters_to_context(decoder, stream.codecpar()));
                decoder.pkt_timebase(stream.time_base());
                decoder.thread_count(1);
                check(avcodec_open2(decoder, codec, (AVDictionary) null));
            }
        }

        void add(AVPacket packet) {
            CRC32 sum = new CRC32();
            byte[] bytes = new byte[packet.size()];
            if (bytes.length > 0) {
                new BytePointer(packet.data()).get(bytes);
            }
            sum.update(bytes);
            packets.add(sum.getValue());
            packetTimes.add(packet.pts());
            decode(packet);
        }

        private void decode(AVPacket packet) {
            if (decoder == null) {
                return;
            }
            avcodec_send_packet(decoder, packet);
            while (avcodec_receive_frame(decoder, frame) >= 0) {
                frameTimes.add(frame.best_effort_timestamp());
                width = frame.width();
                height = frame.height();
                tags = List.of(frame.color_primaries(), frame.color_trc(), frame.colorspace(), frame.color_range());
            }
        }

        Stream finish() {
            decode(null);
            av_frame_free(frame);
            if (decoder != null) {
                avcodec_free_context(decoder);
            }
            var aspect = stream.sample_aspect_ratio();
            return new Stream(
                    avcodec_get_name(stream.codecpar().codec_id()).getString(),
                    width,
                    height,
                    sideways(stream),
                    aspect.num() + "/" + aspect.den(),
                    tags,
                    stream.time_base().num() + "/" + stream.time_base().den(),
                    packets,
                    packetTimes,
                    frameTimes,
                    entries(stream.metadata()));
        }
    }
}
