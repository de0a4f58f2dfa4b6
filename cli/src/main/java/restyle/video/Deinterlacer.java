package restyle.video;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes whole pictures of interlaced ones (FFmpeg's bwdif): one for each, the others pass unchanged; one frame of delay. */
final class Deinterlacer implements AutoCloseable {

    private final Path file;
    private final Rational timeBase;
    private final AVFilterGraph graph;
    private final AVFilterContext source = new AVFilterContext(null);
    private final AVFilterContext sink = new AVFilterContext(null);
    private final Rational sinkTimeBase;

    /** @param first a picture of the stream, whose size and format all others have */
    Deinterlacer(Path file, AVFrame first, Rational timeBase) {
        this.file = file;
        this.timeBase = timeBase;
        graph = avfilter_graph_alloc();
        try {
            AVFilterContext bwdif = new AVFilterContext(null);
            add(source, "buffer", sourceArguments(first));
            add(bwdif, "bwdif", "mode=send_frame:parity=auto:deint=interlaced");
            add(sink, "buffersink", null);
            FFmpeg.check(avfilter_link(source, 0, bwdif, 0), file, "cannot deinterlace");
            FFmpeg.check(avfilter_link(bwdif, 0, sink, 0), file, "cannot deinterlace");
            FFmpeg.check(avfilter_graph_config(graph, null), file, "cannot deinterlace");
            sinkTimeBase = FFmpeg.rational(av_buffersink_get_time_base(sink), timeBase);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private String sourceArguments(AVFrame frame) {
        return "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:colorspace=%d:range=%d"
                .formatted(
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        timeBase.num(),
                        timeBase.den(),
                        frame.colorspace(),
                        frame.color_range());
    }

    private void add(AVFilterContext filter, String name, String arguments) {
        int result = avfilter_graph_create_filter(filter, avfilter_get_by_name(name), name, arguments, null, graph);
        FFmpeg.check(result, file, "cannot deinterlace");
    }

    /** Takes the next picture; null after the last one. */
    void write(AVFrame frame) {
        FFmpeg.check(av_buffersrc_add_frame(source, frame), file, "cannot deinterlace");
    }

    /** Gives the next finished picture, with its times in ticks of the stream; false if it needs another one first. */
    boolean read(AVFrame frame) {
        if (av_buffersink_get_frame(sink, frame) < 0) {
            return false;
        }
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
