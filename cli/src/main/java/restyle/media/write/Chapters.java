package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import restyle.media.Rational;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Metadata;

/** The chapter marks of a file. */
final class Chapters {

    private Chapters() {}

    /**
     * Gives {@code to}, whose header is not yet written, the chapters of {@code from}.
     *
     * @param origin what becomes time 0, in units of {@code timeBase}
     */
    static void copy(AVFormatContext from, AVFormatContext to, long origin, Rational timeBase) {
        int count = from.nb_chapters();
        if (count == 0) {
            return;
        }
        PointerPointer<AVChapter> list =
                new PointerPointer<>(av_malloc((long) count * Pointer.sizeof(PointerPointer.class)));
        for (int i = 0; i < count; i++) {
            AVChapter chapter = from.chapters(i);
            Rational unit = FFmpeg.rational(chapter.time_base(), Rational.ONE);
            long shift = timeBase.convert(origin, unit);
            AVChapter copy = new AVChapter(av_mallocz(Pointer.sizeof(AVChapter.class)));
            copy.id(chapter.id()).time_base(av_make_q(unit.num(), unit.den()));
            copy.start(chapter.start() - shift).end(chapter.end() - shift);
            copy.metadata(Metadata.toNative(Metadata.read(chapter.metadata())));
            list.put(i, copy);
        }
        to.chapters(list);
        to.nb_chapters(count);
    }
}
