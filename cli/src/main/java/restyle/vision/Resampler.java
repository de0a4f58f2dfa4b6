package restyle.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import restyle.plugins.Frame;

/**
 * Samples pictures between their pixels, bicubically; outside of them, at the nearest border. Not safe for use by several threads. Native
 * memory that is used again is released with {@link #close}.
 */
public final class Resampler implements AutoCloseable {

    private final Mat picture;
    private final Mat sampled;
    private final Mat map;
    private final Mat nothing = new Mat();
    private final Scalar black = new Scalar(0.0);

    /** Prepares for pictures of one size. */
    public Resampler(int width, int height) {
        picture = new Mat(height, width, CV_8UC3);
        sampled = new Mat(height, width, CV_8UC3);
        map = new Mat(height, width, CV_32FC2);
    }

    /**
     * Samples a picture.
     *
     * @param positions where, for each pixel of the result: x and y in turn, in pixels
     * @return rgb
     */
    public byte[] of(Frame frame, float[] positions) {
        FloatBuffer samples = map.createBuffer();
        samples.put(positions);
        try (BytePointer data = picture.data()) {
            data.put(frame.rgb());
        }
        remap(picture, sampled, map, nothing, INTER_CUBIC, BORDER_REPLICATE, black);
        byte[] rgb = new byte[frame.rgb().length];
        try (BytePointer data = sampled.data()) {
            data.get(rgb);
        }
        return rgb;
    }

    @Override
    public void close() {
        Stream.of(picture, sampled, map, nothing, black).forEach(Pointer::close);
    }
}
