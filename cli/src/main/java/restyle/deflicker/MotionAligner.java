package restyle.deflicker;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;
import restyle.plugins.Frame;

/**
 * Lays renditions over each other by the motion between their sources: dense optical flow (Kroeger and others 2016, "Fast Optical
 * Flow using Dense Inverse Search"), then bicubic sampling. Not safe for use by several threads. Native memory is released
 * where it is used, what is used again with {@link #close}.
 *
 * <p>Flow drifts a little where nothing moves, dragged along by what moves nearby, and lines that are drawn there would tremble with
 * it. So a pixel that looks nearly as much like the neighbour's at the same place is taken to stand still.
 */
final class MotionAligner implements AutoCloseable {

    /**
     * Pictures with a shorter side are taken to stand still: the search's coarsest level, a quarter of this, must hold a patch of
     * 8 pixels, and OpenCV reads beyond it where it does not.
     */
    private static final int SMALLEST_SIDE = 32;

    /** A pixel stands still if it differs, unmoved, by no more than this many times what it differs moved, ... */
    private static final float STILL_FACTOR = 2;

    /** ... and so many grey levels. */
    private static final float STILL_LEVELS = 1;

    /** Pixels on each side over which that is averaged. */
    private static final int STILL_RADIUS = 2;

    private final int width;
    private final int height;
    private final Differences differences;
    private final DISOpticalFlow search;
    private final Mat colour;
    private final Mat warped;
    private final Mat target;
    private final Mat neighbour;
    private final Mat map;
    private final Mat nothing = new Mat();
    private final Scalar black = new Scalar(0.0);

    MotionAligner(int width, int height) {
        this.width = width;
        this.height = height;
        differences = new Differences(width, height);
        search = DISOpticalFlow.create(DISOpticalFlow.PRESET_FAST);
        colour = new Mat(height, width, CV_8UC3);
        warped = new Mat(height, width, CV_8UC3);
        target = new Mat(height, width, CV_8UC1);
        neighbour = new Mat(height, width, CV_8UC1);
        map = new Mat(height, width, CV_32FC2);
    }

    /** A neighbour as it would look at the moment of the target. */
    Aligned align(Rendition moved, Rendition over) {
        float[] positions = positions(over.source(), moved.source());
        sampleAt(positions);
        byte[] source = sampled(moved.source());
        keepStill(positions, source, moved.source().rgb(), over.source().rgb());
        sampleAt(positions);
        return new Aligned(positions, source, sampled(moved.generated()));
    }

    /** Where each pixel of the target is in the neighbour. */
    private float[] positions(Frame of, Frame in) {
        float[] positions = new float[2 * width * height];
        if (Math.min(width, height) >= SMALLEST_SIDE) {
            grey(of, target);
            grey(in, neighbour);
            // The search shares its work out among OpenCV's threads, and their number shows in what it finds.
            setNumThreads(1);
            try (Mat flow = new Mat()) { // a used one would be where the search begins
                search.calc(target, neighbour, flow);
                FloatBuffer found = flow.createBuffer();
                found.get(positions);
            }
        }
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                positions[i++] += x;
                positions[i++] += y;
            }
        }
        return positions;
    }

    /** Takes pixels that stand still back to their own places, in {@code positions} and in what was sampled there. */
    private void keepStill(float[] positions, byte[] moved, byte[] unmoved, byte[] picture) {
        float[] still = differences.of(picture, unmoved, STILL_RADIUS);
        float[] moving = differences.of(picture, moved, STILL_RADIUS);
        for (int i = 0; i < still.length; i++) {
            if (still[i] <= STILL_FACTOR * moving[i] + STILL_LEVELS) {
                positions[2 * i] = i % width;
                positions[2 * i + 1] = i / width;
                System.arraycopy(unmoved, 3 * i, moved, 3 * i, 3);
            }
        }
    }

    private void sampleAt(float[] positions) {
        FloatBuffer samples = map.createBuffer();
        samples.put(positions);
    }

    private void grey(Frame frame, Mat grey) {
        fill(frame);
        cvtColor(colour, grey, COLOR_RGB2GRAY);
    }

    private byte[] sampled(Frame frame) {
        fill(frame);
        remap(colour, warped, map, nothing, INTER_CUBIC, BORDER_REPLICATE, black);
        byte[] rgb = new byte[3 * width * height];
        try (BytePointer data = warped.data()) {
            data.get(rgb);
        }
        return rgb;
    }

    private void fill(Frame frame) {
        try (BytePointer data = colour.data()) {
            data.put(frame.rgb());
        }
    }

    @Override
    public void close() {
        Stream.of(search, colour, warped, target, neighbour, map, nothing, black)
                .forEach(Pointer::close);
    }
}
