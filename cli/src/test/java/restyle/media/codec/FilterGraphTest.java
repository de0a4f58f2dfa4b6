package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import restyle.media.ColorTags;
import restyle.media.Rational;
import restyle.media.VideoException;

class FilterGraphTest {

    private static final Rational MILLIS = new Rational(1, 1000);

    private NativePicture picture;
    private AVFrame result;

    @BeforeEach
    void allocate() {
        FFmpeg.load();
        picture = NativePicture.rgb(8, 8, ColorTags.SRGB);
        result = av_frame_alloc();
    }

    @AfterEach
    void free() {
        av_frame_free(result);
        picture.close();
    }

    @Test
    void givesEveryPictureAtItsTimeAndThenNoMore() {
        try (FilterGraph graph = graph("fps=fps=1000,trim=end_frame=2")) {
            assertFalse(graph.read(result));
            for (int i = 0; i < 3; i++) {
                picture.frame().pts(i);
                graph.write(picture.frame());
            }
            for (int i = 0; i < 2; i++) {
                assertTrue(graph.read(result));
                assertEquals(i, result.pts());
            }
            assertFalse(graph.read(result));
        }
    }

    /** A filter that fails in the middle of a clip is no end of the clip. */
    @Test
    void saysThatAFilterFailed() {
        try (FilterGraph graph = graph("scale=eval=frame:h=8:w='if(eq(n,1),2e9,8)'")) {
            VideoException e = assertThrows(VideoException.class, () -> {
                for (int i = 0; i < 3; i++) {
                    picture.frame().pts(i);
                    graph.write(picture.frame());
                    assertTrue(graph.read(result));
                }
            });
            assertTrue(e.getMessage().startsWith("clip.mkv: cannot filter: "), e.getMessage());
        }
    }

    private FilterGraph graph(String filters) {
        return FilterGraph.ofPictures("clip.mkv", "cannot filter", filters, picture.frame(), MILLIS);
    }
}
