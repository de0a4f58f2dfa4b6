package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_CHANNEL_LAYOUT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_SAMPLE_FORMAT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_SAMPLE_RATE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_EXPERIMENTAL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_supported_config;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import restyle.media.AudioMode;

/** Sets up encoders of sound as near to the source's rate, channels and depth as they can do. */
final class SoundEncoder {

    private static final int BITS_PER_CHANNEL = 96_000;
    private static final List<Integer> FLOATS = List.of(AV_SAMPLE_FMT_FLTP, AV_SAMPLE_FMT_FLT);
    private static final List<Integer> WHOLE = List.of(AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P);
    private static final List<Integer> DEEP = List.of(AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S32P);

    private SoundEncoder() {}

    /** Returns the encoder that this build of FFmpeg has for a coding; empty if it has none. */
    static Optional<AVCodec> find(AudioMode mode) {
        return mode.encoders().stream()
                .map(name -> avcodec_find_encoder_by_name(name))
                .filter(codec -> codec != null)
                .findFirst();
    }

    /**
     * Opens an encoder; the caller frees it.
     *
     * @param file the name to show in messages
     * @param source the decoder of the source
     * @param globalHeader whether the container wants codec parameters in its own header
     */
    static AVCodecContext open(Object file, AVCodec codec, AVCodecContext source, boolean globalHeader) {
        AVCodecContext context = avcodec_alloc_context3(codec);
        try {
            int rate = rate(codec, source.sample_rate());
            context.sample_rate(rate).time_base(av_make_q(1, rate));
            context.sample_fmt(format(codec, source.sample_fmt()));
            layout(codec, source.ch_layout(), context.ch_layout());
            context.bit_rate((long) BITS_PER_CHANNEL * context.ch_layout().nb_channels());
            context.thread_count(1);
            context.strict_std_compliance(FF_COMPLIANCE_EXPERIMENTAL);
            if (globalHeader) {
                context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            }
            FFmpeg.check(avcodec_open2(context, codec, (AVDictionary) null), file, "cannot convert its sound");
            return context;
        } catch (RuntimeException | Error e) {
            avcodec_free_context(context);
            throw e;
        }
    }

    /** The source's own rate, else the next higher one that there is, else the highest. */
    private static int rate(AVCodec codec, int wanted) {
        int[] rates = numbers(codec, AV_CODEC_CONFIG_SAMPLE_RATE);
        return Arrays.stream(rates)
                .filter(rate -> rate >= wanted)
                .min()
                .orElseGet(() -> Arrays.stream(rates).max().orElse(wanted));
    }

    /** Floating point for what loses anyway; else as many bits as the source has. */
    private static int format(AVCodec codec, int source) {
        List<Integer> there = IntStream.of(numbers(codec, AV_CODEC_CONFIG_SAMPLE_FORMAT))
                .boxed()
                .toList();
        List<Integer> order = new ArrayList<>(FLOATS);
        order.addAll(DEEP.contains(source) ? DEEP : WHOLE);
        order.addAll(WHOLE);
        return order.stream().filter(there::contains).findFirst().orElseGet(() -> there.get(0));
    }

    /** The source's own channels, else as many in another arrangement, else two. */
    private static void layout(AVCodec codec, AVChannelLayout source, AVChannelLayout to) {
        AVChannelLayout wanted = new AVChannelLayout();
        if (source.order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(wanted, source.nb_channels());
        } else {
            av_channel_layout_copy(wanted, source);
        }
        List<AVChannelLayout> there = layouts(codec);
        Predicate<AVChannelLayout> same = layout -> av_channel_layout_compare(layout, wanted) == 0;
        Predicate<AVChannelLayout> asMany = layout -> layout.nb_channels() == wanted.nb_channels();
        Optional<AVChannelLayout> found = there.stream().filter(same).findFirst();
        found = found.or(() -> there.stream().filter(asMany).findFirst());
        if (found.isPresent() || there.isEmpty()) {
            av_channel_layout_copy(to, found.orElse(wanted));
        } else {
            av_channel_layout_default(to, 2);
        }
    }

    private static List<AVChannelLayout> layouts(AVCodec codec) {
        PointerPointer<Pointer> list = new PointerPointer<>(1);
        IntPointer count = new IntPointer(1);
        avcodec_get_supported_config(null, codec, AV_CODEC_CONFIG_CHANNEL_LAYOUT, 0, list, count);
        if (list.get() == null) {
            return List.of();
        }
        AVChannelLayout first = new AVChannelLayout(list.get());
        return IntStream.range(0, count.get())
                .mapToObj(i -> first.getPointer(AVChannelLayout.class, i))
                .toList();
    }

    private static int[] numbers(AVCodec codec, int what) {
        PointerPointer<Pointer> list = new PointerPointer<>(1);
        IntPointer count = new IntPointer(1);
        avcodec_get_supported_config(null, codec, what, 0, list, count);
        int[] numbers = new int[list.get() == null ? 0 : count.get()];
        if (numbers.length > 0) {
            new IntPointer(list.get()).get(numbers);
        }
        return numbers;
    }
}
