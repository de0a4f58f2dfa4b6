package restyle.preprocessors.dwpose;

import java.util.List;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;

/** Skeletons of the people in the frames of one clip: detect, estimate, smooth, draw. */
final class DwposeProcessor implements FrameProcessor {

    private final PersonDetector detector;
    private final PoseEstimator estimator;
    private final Smoothing smoothing;
    private final Skeletons skeletons;

    DwposeProcessor(PersonDetector detector, PoseEstimator estimator, Smoothing smoothing, Skeletons skeletons) {
        this.detector = detector;
        this.estimator = estimator;
        this.smoothing = smoothing;
        this.skeletons = skeletons;
    }

    @Override
    public ControlMap process(Frame frame) {
        List<Box> boxes = detector.detect(frame);
        List<Person> people = smoothing.smooth(estimator.estimate(frame, boxes));
        List<Figure> figures = people.stream().map(Figure::of).toList();
        return skeletons.draw(frame.width(), frame.height(), figures);
    }

    @Override
    public void reset() {
        smoothing.reset();
    }

    @Override
    public void close() {
        try (detector) {
            estimator.close();
        }
    }
}
