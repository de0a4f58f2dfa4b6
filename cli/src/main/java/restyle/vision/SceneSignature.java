package restyle.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.NORM_L1;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.HISTCMP_BHATTACHARYYA;
import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.calcHist;
import static org.bytedeco.opencv.global.opencv_imgproc.compareHist;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import restyle.plugins.Frame;

/** A frame seen from afar: enough to tell whether another one shows the same scene. */
final class SceneSignature implements AutoCloseable {

    static final int WIDTH = 64;
    static final int HEIGHT = 36;

    /** Pixels of a piece that is searched for, and how far it may have moved: an eighth of the picture from frame to frame. */
    private static final int BLOCK_WIDTH = 16;

    private static final int BLOCK_HEIGHT = 12;
    private static final int REACH = 8;

    /** Standard deviation of the 8-bit samples below which a piece has nothing to be recognised by. */
    private static final double PLAIN = 3;

    /** Mean 8-bit sample above which a piece is glare. */
    private static final double GLARE = 235;

    /** How much more novelty is asked for where colours stay the same. */
    private static final double SAME_COLORS = 0.2;

    private static final int BLOCKS = WIDTH / BLOCK_WIDTH * (HEIGHT / BLOCK_HEIGHT);

    private final double[] contrast = new double[BLOCKS];
    private final long plainBlocks;
    private final Mat grey = new Mat();
    private final Mat histogram = new Mat();

    /** @param frame of {@link #WIDTH} x {@link #HEIGHT} pixels */
    SceneSignature(Frame frame) {
        try (PointerScope scope = new PointerScope()) {
            Mat rgb = new Mat(HEIGHT, WIDTH, CV_8UC3);
            rgb.data().put(frame.rgb());
            cvtColor(rgb, grey, COLOR_RGB2GRAY);
            Mat hsv = new Mat();
            cvtColor(rgb, hsv, COLOR_RGB2HSV);
            IntPointer channels = new IntPointer(0, 1, 2);
            IntPointer bins = new IntPointer(8, 4, 12);
            FloatPointer ranges = new FloatPointer(0, 180, 0, 256, 0, 256);
            calcHist(new MatVector(hsv), channels, new Mat(), histogram, bins, ranges);
            normalize(histogram, histogram, 1, 0, NORM_L1, -1, new Mat());
            for (int i = 0; i < BLOCKS; i++) {
                contrast[i] = contrast(new Mat(grey, block(i)));
            }
        }
        plainBlocks = Arrays.stream(contrast).filter(value -> value <= PLAIN).count();
    }

    /** Returns whether there is too little in the picture to recognise it by: black, white, fog. */
    boolean isBlank() {
        return plainBlocks > BLOCKS * 2 / 3;
    }

    /**
     * Says how likely it is that another scene is seen than in an earlier frame, 0 to 1. Fast movement changes the content more
     * than the colours, and light changes the colours more than the content, so the smaller difference counts; content that is
     * new nearly everywhere counts even if the colours are the same. Of blank pictures nothing can be said, which is 0.
     */
    double dissimilarity(SceneSignature earlier) {
        if (isBlank() || earlier.isBlank()) {
            return 0;
        }
        double novelty = novelty(earlier);
        return Math.max(Math.min(novelty, colorDistance(earlier)), novelty - SAME_COLORS);
    }

    /** How unlike the colours of two frames are, 0 to 1: Bhattacharyya distance of their HSV histograms. */
    private double colorDistance(SceneSignature earlier) {
        return compareHist(histogram, earlier.histogram, HISTCMP_BHATTACHARYYA);
    }

    /**
     * How much of this frame is not to be found in an earlier one, 0 to 1. Pieces are looked for around their place by normalised
     * correlation, so that neither movement nor brightness nor contrast counts.
     */
    private double novelty(SceneSignature earlier) {
        double sum = 0;
        double weights = 0;
        try (PointerScope scope = new PointerScope()) {
            for (int i = 0; i < BLOCKS; i++) {
                if (contrast[i] > PLAIN) {
                    Mat block = new Mat(grey, block(i));
                    sum += contrast[i] * (1 - likeness(block, new Mat(earlier.grey, around(block(i)))));
                    weights += contrast[i];
                }
            }
        }
        return sum / weights;
    }

    private static Rect block(int i) {
        int columns = WIDTH / BLOCK_WIDTH;
        return new Rect(i % columns * BLOCK_WIDTH, i / columns * BLOCK_HEIGHT, BLOCK_WIDTH, BLOCK_HEIGHT);
    }

    private static Rect around(Rect block) {
        int left = Math.max(0, block.x() - REACH);
        int top = Math.max(0, block.y() - REACH);
        int right = Math.min(WIDTH, block.x() + BLOCK_WIDTH + REACH);
        int bottom = Math.min(HEIGHT, block.y() + BLOCK_HEIGHT + REACH);
        return new Rect(left, top, right - left, bottom - top);
    }

    /** Standard deviation of the samples; 0 in the glare of a flash, where what is left of them means nothing. */
    private static double contrast(Mat block) {
        Mat mean = new Mat();
        Mat deviation = new Mat();
        meanStdDev(block, mean, deviation);
        DoubleBuffer average = mean.createBuffer();
        DoubleBuffer value = deviation.createBuffer();
        return average.get(0) > GLARE ? 0 : value.get(0);
    }

    private static double likeness(Mat block, Mat area) {
        Mat match = new Mat();
        matchTemplate(area, block, match, TM_CCOEFF_NORMED);
        double[] most = new double[1];
        minMaxLoc(match, new double[1], most, null, null, new Mat());
        return Math.max(0, most[0]);
    }

    @Override
    public void close() {
        grey.close();
        histogram.close();
    }
}
