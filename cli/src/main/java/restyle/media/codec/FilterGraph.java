package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_write_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import restyle.media.Rational;

/** FFmpeg's filters between one way in and one way out. They may hold a frame back until they have the next. */
public final class FilterGraph implements AutoCloseable {

    private final Object name;
    private final String failure;
    private final Rational timeBase;
    private final AVFilterGraph graph;
    private final AVFilterContext source = new AVFilterContext(null);
    private final AVFilterContext sink = new AVFilterContext(null);
    private final Rational sinkTimeBase;

    private FilterGraph(Object name, String failure, Ends ends, String filters, Rational timeBase) {
        this.name = name;
        this.failure = failure;
        this.timeBase = timeBase;
        graph = avfilter_graph_alloc();
        try {
            add(source, ends.source(), ends.arguments());
            add(sink, ends.sink(), null);
            parse(filters);
            check(avfilter_graph_config(graph, null));
            sinkTimeBase = FFmpeg.rational(av_buffersink_get_time_base(sink), timeBase);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** FFmpeg's names of the filters at both ends, and what the first is told. */
    private record Ends(String source, String arguments, String sink) {}

    /**
     * Filters pictures.
     *
     * @param name of the clip, to show in messages
     * @param failure what cannot be done if a filter fails, for messages: {@code "cannot deinterlace"}
     * @param filters as FFmpeg's command line has them
     * @param first a picture of the stream, whose size and format all others have
     * @param timeBase what the times of the pictures count in, on both ends
     */
    public static FilterGraph ofPictures(
            Object name, String failure, String filters, AVFrame first, Rational timeBase) {
        String arguments = String.format(
                Locale.ROOT,
                "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:colorspace=%d:range=%d",
                first.width(),
                first.height(),
                first.format(),
                timeBase.num(),
                timeBase.den(),
                first.colorspace(),
                first.color_range());
        return new FilterGraph(name, failure, new Ends("buffer", arguments, "buffersink"), filters, timeBase);
    }

    /**
     * Filters sound.
     *
     * @param format how FFmpeg's {@code abuffer} is told of sample format, rate and channels
     * @param to what the times of the sound count in that comes out
     * @see #ofPictures
     */
    static FilterGraph ofSound(Object name, String failure, String filters, String format, Rational to) {
        return new FilterGraph(name, failure, new Ends("abuffer", format, "abuffersink"), filters, to);
    }

    private void add(AVFilterContext filter, String kind, String arguments) {
        check(avfilter_graph_create_filter(filter, avfilter_get_by_name(kind), kind, arguments, null, graph));
    }

    /** What FFmpeg calls the outputs is open so far: the end of our source; the inputs, the start of our sink. */
    private void parse(String filters) {
        AVFilterInOut outputs = end("in", source);
        AVFilterInOut inputs = end("out", sink);
        try {
            check(avfilter_graph_parse_ptr(graph, filters, inputs, outputs, null));
        } finally {
            avfilter_inout_free(inputs);
            avfilter_inout_free(outputs);
        }
    }

    private static AVFilterInOut end(String label, AVFilterContext filter) {
        AVFilterInOut end = avfilter_inout_alloc();
        end.name(av_strdup(new BytePointer(label)))
                .filter_ctx(filter)
                .pad_idx(0)
                .next(null);
        return end;
    }

    private void check(int result) {
        FFmpeg.check(result, name, failure);
    }

    /** Takes the next picture, which stays the caller's; null after the last one. */
    public void write(AVFrame frame) {
        check(av_buffersrc_write_frame(source, frame));
    }

    /** Gives the next finished picture; false if another one is needed first, or none is left. */
    public boolean read(AVFrame frame) {
        av_frame_unref(frame);
        int result = av_buffersink_get_frame(sink, frame);
        if (result == FFmpeg.AGAIN || result == AVERROR_EOF) {
            return false;
        }
        check(result);
        frame.pts(sinkTimeBase.convert(frame.pts(), timeBase));
        frame.best_effort_timestamp(frame.pts());
        frame.duration(sinkTimeBase.convert(frame.duration(), timeBase));
        return true;
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
    }
}
