package restyle.preprocessors.dwpose;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;

import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.PointVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import restyle.plugins.ControlMap;

/**
 * A picture to draw on, black at first. Shapes are OpenCV's, which pose ControlNets were trained on; they may reach beyond the edges.
 * Positions are truncated to whole pixels. Colours are 0xrrggbb.
 */
final class Canvas {

    private static final int LINE_THICKNESS = 2;
    private static final int LIMB_HALF_WIDTH = 4;

    /** Pixels beyond which a point may as well be here: OpenCV adds positions in 32 bits. */
    private static final int FAR = 1 << 20;

    private final Mat picture;

    private Canvas(Mat picture) {
        this.picture = picture;
    }

    /** Returns the picture that {@code drawing} makes. */
    static ControlMap draw(int width, int height, Consumer<Canvas> drawing) {
        try (PointerScope scope = new PointerScope()) {
            Canvas canvas = new Canvas(new Mat(height, width, CV_8UC3, Scalar.all(0)));
            drawing.accept(canvas);
            byte[] rgb = new byte[3 * width * height];
            canvas.picture.data().get(rgb);
            return new ControlMap(width, height, rgb);
        }
    }

    /** Draws a filled ellipse that ends at both points. Its angle is truncated to whole degrees, so the order of the points matters. */
    void limb(Keypoint from, Keypoint to, int colour) {
        double dx = from.x() - to.x();
        double dy = from.y() - to.y();
        Point centre = new Point(whole((from.x() + to.x()) / 2), whole((from.y() + to.y()) / 2));
        Size halfAxes = new Size(whole(Math.hypot(dx, dy) / 2), LIMB_HALF_WIDTH);
        int degrees = (int) Math.toDegrees(Math.atan2(dy, dx));
        PointVector outline = new PointVector();
        opencv_imgproc.ellipse2Poly(centre, halfAxes, degrees, 0, 360, 1, outline);
        opencv_imgproc.fillConvexPoly(picture, outline.get(0), (int) outline.size(), scalar(colour), LINE_8, 0);
    }

    void line(Keypoint from, Keypoint to, int colour) {
        opencv_imgproc.line(picture, pixel(from), pixel(to), scalar(colour), LINE_THICKNESS, LINE_8, 0);
    }

    void disc(Keypoint centre, int radius, int colour) {
        opencv_imgproc.circle(picture, pixel(centre), radius, scalar(colour), FILLED, LINE_8, 0);
    }

    private static Point pixel(Keypoint position) {
        return new Point(whole(position.x()), whole(position.y()));
    }

    private static int whole(double pixels) {
        return (int) Math.max(-FAR, Math.min(FAR, pixels));
    }

    private static Scalar scalar(int colour) {
        return new Scalar(colour >> 16, colour >> 8 & 0xff, colour & 0xff, 0);
    }
}
