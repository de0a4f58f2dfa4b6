package restyle.media.testing;

import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Chapters of a tenth of a second. */
final class TestChapters {

    private TestChapters() {}

    static void add(AVFormatContext output, List<String> titles) {
        PointerPointer<AVChapter> list = new PointerPointer<>(av_malloc(8L * Math.max(1, titles.size())));
        for (int i = 0; i < titles.size(); i++) {
            AVChapter chapter = new AVChapter(av_mallocz(Pointer.sizeof(AVChapter.class)));
            chapter.id(i + 1).time_base(av_make_q(1, 1000)).start(100L * i).end(100L * (i + 1));
            chapter.metadata(TestClip.dictionary(Map.of("title", titles.get(i))));
            list.put(i, chapter);
        }
        output.chapters(list);
        output.nb_chapters(titles.size());
    }
}
