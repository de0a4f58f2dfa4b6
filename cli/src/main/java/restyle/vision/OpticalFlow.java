package restyle.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;
import restyle.plugins.Frame;

/**
 * Finds where each pixel of a picture is in another: dense optical flow (Kroeger and others 2016, "Fast Optical Flow using Dense Inverse
 * Search"). Deterministic. Not safe for use by several threads. Native memory that is used again is released with {@link #close}.
 */
public final class OpticalFlow implements AutoCloseable {

    /**
     * Pictures with a shorter side are taken to stand still: the search's coarsest level, a quarter of this, must hold a patch of
     * 8 pixels, and OpenCV reads beyond it where it does not.
     */
    private static final int SMALLEST_SIDE = 32;

    /** How closely motion is followed. */
    public enum Detail {
        /** From a quarter of the size. */
        FAST(DISOpticalFlow.PRESET_FAST),
        /** From half the size; takes some three times as long. */
        MEDIUM(DISOpticalFlow.PRESET_MEDIUM);

        private final int preset;

        Detail(int preset) {
            this.preset = preset;
        }
    }

    private final int width;
    private final int height;
    private final DISOpticalFlow search;
    private final Mat colour;
    private final Mat target;
    private final Mat other;

    /** Prepares for pictures of one size. */
    public OpticalFlow(int width, int height, Detail detail) {
        this.width = width;
        this.height = height;
        search = DISOpticalFlow.create(detail.preset);
        colour = new Mat(height, width, CV_8UC3);
        target = new Mat(height, width, CV_8UC1);
        other = new Mat(height, width, CV_8UC1);
    }

    /**
     * Finds the pixels of one picture in another.
     *
     * @return how far each has moved: x and y in turn, in pixels
     */
    public float[] of(Frame of, Frame in) {
        float[] moved = new float[2 * width * height];
        if (Math.min(width, height) >= SMALLEST_SIDE) {
            grey(of, target);
            grey(in, other);
            // The search shares its work out among OpenCV's threads, and their number shows in what it finds.
            setNumThreads(1);
            try (Mat flow = new Mat()) { // a used one would be where the search begins
                search.calc(target, other, flow);
                FloatBuffer found = flow.createBuffer();
                found.get(moved);
            }
        }
        return moved;
    }

    /**
     * Finds where the pixels of one picture are in another.
     *
     * @return x and y in turn, in pixels; they may lie outside of the picture
     */
    public float[] positions(Frame of, Frame in) {
        float[] positions = of(of, in);
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                positions[i++] += x;
                positions[i++] += y;
            }
        }
        return positions;
    }

    private void grey(Frame frame, Mat grey) {
        try (BytePointer data = colour.data()) {
            data.put(frame.rgb());
        }
        cvtColor(colour, grey, COLOR_RGB2GRAY);
    }

    @Override
    public void close() {
        Stream.of(search, colour, target, other).forEach(Pointer::close);
    }
}
